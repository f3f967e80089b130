import type { VNode } from 'preact';
import type { Ui } from '../ui.js';

/** The last one is this page and has no address. */
export interface Crumb {
  readonly label: string;
  readonly href?: string;
}

export function Breadcrumb({ ui, crumbs }: { ui: Ui; crumbs: readonly Crumb[] }): VNode | null {
  if (crumbs.length === 0) return null;
  return (
    <nav class="crumbs" aria-label={ui.t('ui.breadcrumb')}>
      <ol>
        {crumbs.map(({ label, href }) => (
          <li key={href ?? label}>
            {href ? (
              <a href={href} dir="auto">
                {label}
              </a>
            ) : (
              <span aria-current="page" dir="auto">
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
