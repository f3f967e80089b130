import type { ComponentChildren, VNode } from 'preact';
import type { DateLike } from '../../platform/i18n/i18n.js';
import type { Person, Ui } from '../ui.js';
import { DateTime } from './date-time.js';
import { Avatar, MemberName } from './person.js';

/** Comments or replies in order. */
export const Thread = ({ id, label, children }: { id?: string; label: string; children: ComponentChildren }): VNode => (
  <ol class="thread" id={id} aria-label={label}>
    {children}
  </ol>
);

export interface ThreadItemProps {
  ui: Ui;
  /** The anchor of its link that lasts. */
  id: string;
  href: string;
  author: Person;
  at: DateLike;
  edited?: DateLike | null;
  /** Taken away: the place stays, the text is gone. */
  removed?: boolean;
  /** The reader has not seen it yet. */
  unread?: boolean;
  badges?: ComponentChildren;
  /** Edit, remove, answer. */
  actions?: ComponentChildren;
  /** `Prose`. */
  children?: ComponentChildren;
  /** Answers to this one, as `ThreadItem`s. */
  answers?: ComponentChildren;
  /** What the page's script has to know of it. */
  data?: Readonly<Record<`data-${string}`, string | number>>;
}

/** One contribution: in the page and, as the same fragment, when it arrives live. */
export function ThreadItem(props: ThreadItemProps): VNode {
  const { ui, id, href, author, at, edited, removed, unread, badges, actions, children, answers, data } = props;
  return (
    <li class={unread ? 'said said-unread' : 'said'} id={id} tabIndex={-1} {...data}>
      <article aria-label={ui.t('ui.thread.by', { name: author.name })}>
        <header class="said-head">
          <Avatar person={author} />
          <span class="said-who">
            <MemberName person={author} />
            {badges}
            <a class="quiet" href={href}>
              <DateTime ui={ui} date={at} as="relative" />
            </a>
            {edited && <span class="quiet">{ui.t('ui.thread.edited')}</span>}
          </span>
        </header>
        <div class="said-text">{removed ? <p class="quiet">{ui.t('ui.thread.removed')}</p> : children}</div>
        {actions && <footer class="row said-actions">{actions}</footer>}
      </article>
      {answers && <ol class="thread thread-inner">{answers}</ol>}
    </li>
  );
}
