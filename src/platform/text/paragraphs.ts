import { escapeHtml } from './escape.js';

/** Plain text that somebody typed, as HTML: an empty line begins a paragraph. */
export const paragraphsOf = (text: string): string =>
  text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/\n/g, '<br>')}</p>`)
    .join('');
