import { parseId } from '../../platform/database/ids.js';
import type { Attachment, AttachmentId } from './attachment.model.js';

const ADDRESS = /\/attachments\/([0-9a-f]{24})\b/g;

export const attachmentPath = (id: AttachmentId): string => `/attachments/${id.toHexString()}`;

/** The attachments that a text (Markdown or HTML) shows or links to. */
export function mentionedIn(text: string): AttachmentId[] {
  const ids = new Set([...text.matchAll(ADDRESS)].map(([, id]) => id ?? ''));
  return [...ids].flatMap((id) => parseId<'attachment'>(id) ?? []);
}

/** What is put into the text for it: an image with its words, or a link by its name. */
export function markdownOf(attachment: Pick<Attachment, '_id' | 'kind' | 'name'>, words: string): string {
  const label = (words || attachment.name).replace(/\s+/g, ' ').replace(/[\\[\]]/g, '\\$&');
  if (attachment.kind === 'image') return `![${words ? label : ''}](${attachmentPath(attachment._id)})`;
  return `[${label}](${attachmentPath(attachment._id)}/${encodeURIComponent(attachment.name).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))})`;
}
