import sharp, { type Sharp } from 'sharp';

/** What a phone needs, a small window and a large one. */
export const WIDTHS = [480, 960, 1600];

/** A picture of more points than this is meant to exhaust us: 10 MB can unfold into gigabytes. */
const MAX_PIXELS = 60_000_000;

export interface Picture {
  bytes: Buffer;
  type: string;
  width: number;
  height: number;
}

export interface Pictures {
  original: Picture;
  smaller: Picture[];
}

/**
 * Turned the right way up, without what the camera wrote beside the picture (place, time, serial number), and in smaller copies.
 * @returns null where the bytes only pretend to be an image.
 */
export async function preparePictures(bytes: Buffer, type: string): Promise<Pictures | null> {
  try {
    const original = await withoutMetadata(bytes, type);
    const widths = WIDTHS.filter((width) => width < original.width);
    const smaller: Picture[] = [];
    // One after another: three at a time would hold three open pictures in memory.
    for (const width of widths) smaller.push(await resized(bytes, width));
    return { original, smaller };
  } catch {
    return null;
  }
}

const open = (bytes: Buffer) => sharp(bytes, { limitInputPixels: MAX_PIXELS, animated: true, failOn: 'error' });

async function withoutMetadata(bytes: Buffer, type: string): Promise<Picture> {
  const format = type.slice('image/'.length) as 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';
  const quality = format === 'jpeg' ? { quality: 90, mozjpeg: false } : {};
  return picture(open(bytes).autoOrient().keepIccProfile().toFormat(format, quality), type);
}

const resized = (bytes: Buffer, width: number): Promise<Picture> =>
  picture(open(bytes).autoOrient().resize({ width, withoutEnlargement: true }).webp({ quality: 78 }), 'image/webp');

async function picture(image: Sharp, type: string): Promise<Picture> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  // Of an animation, sharp gives the height of all its frames one above another.
  const height = info.pages && info.pages > 1 ? (info.pageHeight ?? info.height) : info.height;
  return { bytes: data, type, width: info.width, height };
}
