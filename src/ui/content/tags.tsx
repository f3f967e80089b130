import type { VNode } from 'preact';
import type { CloudTag, Tag, Ui } from '../ui.js';

export function TagList({ ui, tags }: { ui: Ui; tags: readonly Tag[] }): VNode | null {
  if (tags.length === 0) return null;
  return (
    <ul class="tags" aria-label={ui.t('ui.tags')}>
      {tags.map(({ label, href }) => (
        <li key={href}>
          <a class="tag" href={href} rel="tag" dir="auto">
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

const sizes = 5;

/** Size follows use by its logarithm: one loud tag does not flatten all others. */
function weigher(tags: readonly CloudTag[]): (count: number) => number {
  const counts = tags.map(({ count }) => Math.log(Math.max(1, count)));
  const least = Math.min(...counts);
  const range = Math.max(...counts) - least;
  return (count) => (range === 0 ? 2 : 1 + Math.round(((Math.log(Math.max(1, count)) - least) / range) * (sizes - 1)));
}

/** A list in the order of the alphabet; those who hear it are told the count instead of the size. */
export function TagCloud({ ui, tags }: { ui: Ui; tags: readonly CloudTag[] }): VNode | null {
  if (tags.length === 0) return null;
  const weight = weigher(tags);
  return (
    <ul class="cloud">
      {[...tags]
        .sort((a, b) => ui.format.compare(a.label, b.label))
        .map(({ label, href, count }) => (
          <li key={href}>
            <a class={`w${weight(count)}`} href={href} rel="tag" dir="auto">
              {label}
              <span class="unseen"> {ui.t('ui.tags.uses', { count })}</span>
            </a>
          </li>
        ))}
    </ul>
  );
}
