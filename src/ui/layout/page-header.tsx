import type { ComponentChildren, VNode } from 'preact';
import { Mark } from './mark.js';

export interface PageHeaderProps {
  title: string;
  /** The language the title is written in, when it is not the reader's. */
  lang?: string;
  /** One or two sentences under the title. */
  intro?: ComponentChildren;
  /** Badges beside the title. */
  badges?: ComponentChildren;
  /** Buttons of what can be done here. */
  actions?: ComponentChildren;
}

/** The one `h1` of a page. */
export function PageHeader({ title, lang, intro, badges, actions }: PageHeaderProps): VNode {
  return (
    <header class="page-header">
      <div class="page-title">
        <h1 lang={lang} dir="auto">
          {title}
        </h1>
        {badges && <p class="row">{badges}</p>}
      </div>
      {intro && (
        <div class="intro" dir="auto">
          {intro}
        </div>
      )}
      {actions && <div class="row actions">{actions}</div>}
    </header>
  );
}

export interface WelcomeProps {
  title: string;
  children: ComponentChildren;
  actions?: ComponentChildren;
}

/** The front door of the community, with the tree. It holds the `h1` of the page. */
export function Welcome({ title, children, actions }: WelcomeProps): VNode {
  return (
    <div class="welcome">
      <PageHeader title={title} intro={children} actions={actions} />
      <Mark />
    </div>
  );
}
