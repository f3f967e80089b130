import { RENDERER_VERSION, renderMarkdown } from '../../../platform/text/markdown.js';
import { excerpt } from '../../../platform/text/plain-text.js';

const EXCERPT_LENGTH = 280;

export interface Rendered {
  html: string;
  excerpt: string;
  rendererVersion: number;
}

/** Markdown as readers of a post see it. */
export function renderPost(source: string): Rendered {
  const html = renderMarkdown(source, { headingLevel: 2 });
  return { html, excerpt: excerpt(html, EXCERPT_LENGTH), rendererVersion: RENDERER_VERSION };
}
