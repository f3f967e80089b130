import type { MarkdownIt } from 'markdown-it';

/** The cells that the tables of one text may have together. */
const MAX_CELLS = 5000;
const RULE_BELOW_HEAD = /^\s*[|:-][|:\-\s]+$/;

/** Every line below a table is a row with as many cells as the head has, however short it is: what would be too many cells shows as it was typed. */
export function boundedTables(md: MarkdownIt): void {
  md.block.ruler.before('table', 'too-many-cells', (state, start, end) => {
    const rule = start + 1 < end ? state.getLines(start + 1, start + 2, 0, false) : '';
    if (!rule.includes('|') || !RULE_BELOW_HEAD.test(rule)) return false;
    let next = start + 1;
    while (next < end && !state.isEmpty(next)) next += 1;
    const env = state.env as { cells?: number };
    env.cells = (env.cells ?? 0) + (next - start - 1) * rule.split('|').length;
    if (env.cells <= MAX_CELLS) return false;
    state.push('code_block', 'code', 0).content = state.getLines(start, next, state.blkIndent, true);
    state.line = next;
    return true;
  });
}
