import type { ComponentChildren, VNode } from 'preact';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';

export interface MessagePageProps {
  ui: Ui;
  title: string;
  text: string;
  invalid?: boolean;
  /** A form, or links that lead on. */
  children?: ComponentChildren;
}

/** A heading, a sentence, and what to do next: most pages on the way in are like this. */
export function MessagePage({ ui, title, text, invalid, children }: MessagePageProps): VNode {
  return (
    <Page ui={ui} title={title} invalid={invalid} hidden wayIn>
      <PageHeader title={title} intro={<p>{text}</p>} />
      {children}
    </Page>
  );
}
