import type { ComponentChildren, VNode } from 'preact';
import type { Link, Ui } from '../ui.js';

/** The parts of one thing: its home, blog, discussions, people. The current one is known by the path. */
export function Tabs({ ui, label, tabs }: { ui: Ui; label: string; tabs: readonly Link[] }): VNode {
  const path = ui.path.split('?')[0];
  const current = [...tabs]
    .sort((a, b) => b.href.length - a.href.length)
    .find(({ href }) => path === href || path?.startsWith(`${href}/`));
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ label: text, href, count = 0 }) => (
          <li key={href}>
            <a href={href} aria-current={href === current?.href ? 'page' : undefined}>
              {text}
              {count > 0 && <span class="count count-calm">{ui.format.number(count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Buttons and small forms in a row. */
export const Toolbar = ({ children }: { children: ComponentChildren }): VNode => (
  <div class="row toolbar">{children}</div>
);

export interface Term {
  readonly term: string;
  readonly children: ComponentChildren;
}

export const DescriptionList = ({ items }: { items: readonly Term[] }): VNode => (
  <dl class="terms">
    {items.map(({ term, children }) => (
      <div key={term}>
        <dt>{term}</dt>
        <dd dir="auto">{children}</dd>
      </div>
    ))}
  </dl>
);

export interface TableProps {
  caption: string;
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: ReadonlyArray<readonly ComponentChildren[]>;
}

/** On a phone each row stands as a block of its own, each cell after the name of its column. */
export function Table({ caption, head, rows }: TableProps): VNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by the keyboard.
    <section class="table" tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row" dir="auto">
                    {cell}
                  </th>
                ) : (
                  <td key={column} dir="auto" data-label={head[column]}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
