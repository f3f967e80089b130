import type { ComponentChildren, VNode } from 'preact';

export interface WidgetProps {
  /** Names the box for the browser, which remembers whether it was open. */
  id: string;
  title: string;
  /** Shown beside the title, such as how many are online. */
  count?: string;
  closed?: boolean;
  children: ComponentChildren;
}

/** A box of the side column that the reader can fold away. */
export function Widget({ id, title, count, closed = false, children }: WidgetProps): VNode {
  return (
    <section class="widget" id={id} aria-labelledby={`${id}-title`}>
      <details open={!closed} data-remember={id}>
        <summary>
          <h2 id={`${id}-title`}>{title}</h2>
          {count && <span class="count count-calm">{count}</span>}
        </summary>
        <div class="widget-body">{children}</div>
      </details>
    </section>
  );
}
