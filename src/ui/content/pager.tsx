import type { VNode } from 'preact';
import type { Ui } from '../ui.js';

export interface PagerProps {
  ui: Ui;
  /** Towards the beginning of the list. */
  previous?: string | null;
  next?: string | null;
  /** Lists by date say "newer" and "older"; others "previous" and "next". */
  dated?: boolean;
}

export function Pager({ ui: { t }, previous, next, dated = false }: PagerProps): VNode | null {
  if (!previous && !next) return null;
  return (
    <nav class="pager" aria-label={t('ui.pager')}>
      {previous && (
        <a class="button button-quiet" rel="prev" href={previous}>
          {dated ? t('ui.pager.newer') : t('ui.pager.previous')}
        </a>
      )}
      {next && (
        <a class="button button-quiet pager-next" rel="next" href={next}>
          {dated ? t('ui.pager.older') : t('ui.pager.next')}
        </a>
      )}
    </nav>
  );
}
