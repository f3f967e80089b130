import type { MarkdownIt } from 'markdown-it';

/** `- [x] done` shows a ticked box, as a character: a page of text has no live form fields. */
export function taskLists(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'task-lists', ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      const first = token.children?.[0];
      if (token.type !== 'inline' || first?.type !== 'text' || tokens[index - 2]?.type !== 'list_item_open') continue;
      first.content = first.content.replace(/^\[ \](?=\s)/, '☐').replace(/^\[x\](?=\s)/i, '☑');
    }
  });
}
