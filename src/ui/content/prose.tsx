import type { VNode } from 'preact';

export interface ProseProps {
  /** Stored HTML that was made by our renderer and passed its allow-list. Nothing else may come here. */
  html: string;
  lang?: string;
  /** Shorter measure and smaller headings: comments, replies, excerpts. */
  small?: boolean;
}

/** The only place where HTML is put out as it is. */
export function Prose({ html, lang, small }: ProseProps): VNode {
  return (
    <div
      class={small ? 'prose prose-small' : 'prose'}
      lang={lang}
      dir="auto"
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
