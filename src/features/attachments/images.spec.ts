import sharp from 'sharp';
import { contentTypeOf } from './content-types.js';
import { preparePictures } from './images.js';

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#8a5a2b' } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Ana' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '14/1 41/1 0/1' } })
    .toBuffer();

const sideways = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#8a5a2b' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer();

describe('pictures', () => {
  test('lose what the camera wrote about place and owner, in every copy', async () => {
    const before = await photo(2000, 1000);
    expect((await sharp(before).metadata()).exif).toBeDefined();
    const pictures = await preparePictures(before, 'image/jpeg');
    const copies = [pictures?.original, ...(pictures?.smaller ?? [])];
    expect(copies).toHaveLength(4);
    for (const copy of copies) expect((await sharp(copy?.bytes).metadata()).exif).toBeUndefined();
  });

  test('come in the widths a phone needs, and never larger than they were', async () => {
    const wide = await preparePictures(await photo(2000, 1000), 'image/jpeg');
    expect(wide?.smaller.map(({ width, height, type }) => [width, height, type])).toEqual([
      [480, 240, 'image/webp'],
      [960, 480, 'image/webp'],
      [1600, 800, 'image/webp'],
    ]);
    expect((await preparePictures(await photo(400, 300), 'image/jpeg'))?.smaller).toEqual([]);
  });

  test('stand upright', async () => {
    const pictures = await preparePictures(await sideways(200, 100), 'image/jpeg');
    expect(pictures?.original).toMatchObject({ width: 100, height: 200 });
  });

  test('that only pretend to be one, or unfold into gigabytes, are none', async () => {
    const cut = (await photo(800, 600)).subarray(0, 900);
    expect(await preparePictures(cut, 'image/jpeg')).toBeNull();
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await preparePictures(bomb, 'image/png')).toBeNull();
  });
});

describe('the content of a file decides what it is', () => {
  const bytes = (text: string) => Buffer.from(text);

  test('not its name', async () => {
    expect(await contentTypeOf('holiday.txt', await photo(10, 10))).toEqual({ kind: 'image', type: 'image/jpeg' });
    expect(await contentTypeOf('report.jpg', bytes('%PDF-1.7\n1 0 obj\n'))).toEqual({
      kind: 'file',
      type: 'application/pdf',
    });
  });

  test('plain text is taken where it is text', async () => {
    expect(await contentTypeOf('caisses.csv', bytes('village;ménages\nKoungheul;412\n'))).toEqual({
      kind: 'file',
      type: 'text/csv; charset=utf-8',
    });
    expect(await contentTypeOf('caisses.csv', Buffer.from([0x61, 0xc3, 0x28]))).toBeNull();
  });

  test.each([
    ['page.html', '<!doctype html><script>alert(1)</script>'],
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['run.sh', '#!/bin/sh\nrm -rf /\n'],
    ['run.exe', 'MZ\u0090\u0000\u0003'],
    ['nothing', ''],
  ])('%s is not taken', async (name, text) => {
    expect(await contentTypeOf(name, bytes(text))).toBeNull();
  });
});
