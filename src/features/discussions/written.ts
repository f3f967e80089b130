import { createHash, randomUUID } from 'node:crypto';
import { RENDERER_VERSION, renderMarkdown } from '../../platform/text/markdown.js';
import { excerpt } from '../../platform/text/plain-text.js';

const EXCERPT_LENGTH = 160;

/** A text as it is stored: its source beside what is shown. In a conversation, a line break is one. */
export const written = (source: string) => ({
  source,
  html: renderMarkdown(source, { lineBreaks: true }),
  rendererVersion: RENDERER_VERSION,
});

/** What opens a discussion; its beginning stands in lists. */
export function opening(source: string) {
  const text = written(source);
  return { ...text, excerpt: excerpt(text.html, EXCERPT_LENGTH) };
}

/**
 * The key by which something sent again is recognised. It holds the text as well as the browser's name for it: someone who goes back in the browser
 * and writes something else into the same form has written something else.
 */
export function sentAs(where: string, clientId: string | undefined, source: string): string {
  if (!clientId) return randomUUID();
  const told = createHash('sha256').update(`${where}\n${source}`).digest('base64url').slice(0, 16);
  return `${clientId}.${told}`;
}
