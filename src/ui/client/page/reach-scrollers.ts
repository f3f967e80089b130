/** What scrolls sideways within a text can be reached and moved by the keyboard. Also for what arrives later. */
export function reachScrollers(within: ParentNode): void {
  for (const box of within.querySelectorAll<HTMLElement>('.prose :is(pre, table)')) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}
