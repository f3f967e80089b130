import type { ComponentChildren, VNode } from 'preact';

export interface NoticeProps {
  kind?: 'done' | 'note' | 'problem';
  /** Read out when the page opens. */
  announced?: boolean;
  /** The draft that may be let go. */
  stored?: string;
  children: ComponentChildren;
}

export function Notice({ kind = 'note', announced, stored, children }: NoticeProps): VNode {
  return (
    <div
      class={`notice notice-${kind}`}
      role={announced ? (kind === 'problem' ? 'alert' : 'status') : undefined}
      data-stored={stored}
    >
      {children}
    </div>
  );
}

export interface EmptyStateProps {
  title: string;
  /** What to do next. */
  children?: ComponentChildren;
  action?: ComponentChildren;
}

/** Never a blank: it says what will be here and what to do for it. */
export function EmptyState({ title, children, action }: EmptyStateProps): VNode {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children && <div>{children}</div>}
      {action && <div class="row">{action}</div>}
    </div>
  );
}

export interface LiveProps {
  id: string;
  /** Sent into the page as it stands, such as how many are reading. */
  children?: ComponentChildren;
  /** Heard but not seen. */
  unseen?: boolean;
}

/** What changes here is read out when the reader pauses. */
export const Live = ({ id, children, unseen }: LiveProps): VNode => (
  <div id={id} class={unseen ? 'unseen' : 'live'} role="status" aria-live="polite">
    {children}
  </div>
);

export const Badge = ({
  kind = 'calm',
  children,
}: {
  kind?: 'calm' | 'leaf' | 'earth' | 'live';
  children: ComponentChildren;
}): VNode => <span class={`badge badge-${kind}`}>{children}</span>;
