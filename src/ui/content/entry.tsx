import type { ComponentChildren, VNode } from 'preact';

export interface EntryProps {
  title: string;
  href: string;
  lang?: string;
  /** The level of the heading in the page. */
  level?: 2 | 3;
  /** Who, where, when. */
  meta?: ComponentChildren;
  badges?: ComponentChildren;
  /** A short text, or `Prose`. */
  children?: ComponentChildren;
  /** Tags, buttons. */
  foot?: ComponentChildren;
  /** New to the reader. */
  unread?: boolean;
}

/** One line of a list: a post, a discussion, a workspace, a person's blog. */
export function Entry({ title, href, lang, level = 2, meta, badges, children, foot, unread }: EntryProps): VNode {
  const Heading = `h${level}` as const;
  return (
    <article class={unread ? 'entry entry-unread' : 'entry'}>
      <div class="entry-head">
        <Heading class="entry-title" lang={lang} dir="auto">
          <a href={href}>{title}</a>
        </Heading>
        {badges && <span class="row">{badges}</span>}
      </div>
      {meta && <p class="meta">{meta}</p>}
      {children && (
        <div class="entry-text" lang={lang} dir="auto">
          {children}
        </div>
      )}
      {foot}
    </article>
  );
}

/** Entries one under another. */
export const EntryList = ({ children }: { children: ComponentChildren }): VNode => (
  <div class="entries">{children}</div>
);

export interface CardProps {
  title?: string;
  id?: string;
  level?: 2 | 3;
  /** Leads on: "See more members". */
  more?: { label: string; href: string };
  children: ComponentChildren;
}

/** A titled box in the page. */
export function Card({ title, id, level = 2, more, children }: CardProps): VNode {
  const Heading = `h${level}` as const;
  return (
    <section class="card" id={id}>
      {title && <Heading class="card-title">{title}</Heading>}
      {children}
      {more && (
        <p class="more">
          <a href={more.href}>{more.label}</a>
        </p>
      )}
    </section>
  );
}

/** Cards side by side where there is room. */
export const Cards = ({ children }: { children: ComponentChildren }): VNode => <div class="cards">{children}</div>;
