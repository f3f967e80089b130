import { isUtf8 } from 'node:buffer';
import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';

/** Images that browsers show and sharp can make smaller. */
const IMAGES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']);

/** What people hand to one another at work. Nothing that runs, and nothing that a browser would open as a page. */
const FILES = new Set([
  'application/pdf',
  'application/epub+zip',
  'application/rtf',
  'application/zip',
  'application/x-7z-compressed',
  'application/x-cfb', // Word, Excel and PowerPoint until 2003
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'audio/aac',
  'audio/flac',
  'audio/mpeg',
  'audio/ogg',
  'audio/opus',
  'audio/wav',
  'audio/x-m4a',
  'video/mp4',
  'video/ogg',
  'video/webm',
]);

/** Plain text has no mark of its own: it is known by its name, and must be text indeed. */
const TEXTS: Record<string, string> = {
  '.txt': 'text/plain',
  '.md': 'text/plain',
  '.csv': 'text/csv',
  '.tsv': 'text/tab-separated-values',
  '.ics': 'text/calendar',
  '.vtt': 'text/vtt',
};

export interface ContentType {
  kind: 'image' | 'file';
  type: string;
}

/** What the bytes are, whatever the sender says; null for what we do not take. */
export async function contentTypeOf(name: string, bytes: Buffer): Promise<ContentType | null> {
  const found = await fileTypeFromBuffer(bytes);
  const type = found?.mime.split(';')[0];
  if (type && IMAGES.has(type)) return { kind: 'image', type };
  if (type) return FILES.has(type) ? { kind: 'file', type } : null;
  const text = TEXTS[extname(name).toLowerCase()];
  return text && isUtf8(bytes) && !bytes.includes(0) ? { kind: 'file', type: `${text}; charset=utf-8` } : null;
}
