/** Two plain-JavaScript packages that ship no types. */
declare module 'markdown-it-footnote' {
  import type { MarkdownIt } from 'markdown-it';
  export default function footnotes(md: MarkdownIt): void;
}

declare module 'turndown-plugin-gfm' {
  import type TurndownService from 'turndown';
  export const strikethrough: TurndownService.Plugin;
  export const tables: TurndownService.Plugin;
  export const gfm: TurndownService.Plugin;
}
