import type { VNode } from 'preact';
import { ButtonLink, EmptyState, Page, PageHeader, type Ui } from '../../../ui/public.js';

/** The first day of a community, as a visitor sees it. */
export function emptySample(ui: Ui): VNode {
  return (
    <Page ui={ui} title="Discussions" crumbs={[{ label: 'Community', href: '/community' }, { label: 'Discussions' }]}>
      <PageHeader title="Discussions" />
      <EmptyState
        title="Nobody has opened a discussion yet"
        action={<ButtonLink href="/discussions/new">Open the first one</ButtonLink>}
      >
        <p>A question is enough to begin with. Those who follow this workspace will hear about it.</p>
      </EmptyState>
      <EmptyState title="Nothing found for “mutuel santé”">
        <p>Try fewer words, or look in the tags beside.</p>
      </EmptyState>
    </Page>
  );
}
