import type { VNode } from 'preact';
import type { PostPageProps } from './post-page.js';

/** The posts before and after this one in its blog. */
export function Beside({ ui: { t }, older, newer }: Pick<PostPageProps, 'ui' | 'older' | 'newer'>): VNode | null {
  if (!older && !newer) return null;
  return (
    <nav class="beside" aria-label={t('blogs.beside')}>
      {older && (
        <a rel="prev" href={older.path}>
          <span class="quiet">{t('blogs.beside.older')}</span>{' '}
          <span lang={older.language} dir="auto">
            {older.title}
          </span>
        </a>
      )}
      {newer && (
        <a rel="next" href={newer.path}>
          <span class="quiet">{t('blogs.beside.newer')}</span>{' '}
          <span lang={newer.language} dir="auto">
            {newer.title}
          </span>
        </a>
      )}
    </nav>
  );
}
