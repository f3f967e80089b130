import type { Attachment } from './attachment.model.js';
import { attachmentPath } from './mentions.js';

const IMAGE = /<img src="\/attachments\/([0-9a-f]{24})(?:\/[^"]*)?"([^>]*)>/g;

/** The text column is never wider than this. */
const SIZES = '(min-width: 48rem) 44rem, 100vw';

/** Tells browsers which smaller copies there are, and the size, so that the page does not jump while pictures come. Takes and gives sanitised HTML. */
export function offerSmaller(html: string, attachments: Map<string, Attachment>): string {
  return html.replace(IMAGE, (whole, id: string, rest: string) => {
    const found = attachments.get(id);
    return found?.kind === 'image' ? `<img ${sourcesOf(found)}${withoutSize(rest)}>` : whole;
  });
}

function sourcesOf({ _id, original, smaller }: Attachment): string {
  const path = attachmentPath(_id);
  const size = `width="${original.width}" height="${original.height}"`;
  if (smaller.length === 0) return `src="${path}" ${size}`;
  const copies = smaller.map(({ width }) => `${path}?w=${width} ${width}w`);
  const plain = smaller.find(({ width }) => width === 960) ?? smaller[0];
  return `src="${path}?w=${plain?.width}" srcset="${copies.join(', ')}" sizes="${SIZES}" ${size}`;
}

const withoutSize = (attributes: string) => attributes.replace(/ (?:width|height)="\d+"/g, '');
