import type { ComponentChildren, VNode } from 'preact';
import { Entry, EntryList, Page, PageHeader, Table, type Ui } from '../../ui/public.js';

const development = { label: 'Development', href: '/dev' };

const parts = [
  { href: '/dev/people', title: 'People', text: 'Become Ana, Ben or anybody of the cast by one press.' },
  { href: '/dev/gallery', title: 'Components', text: 'Each component in its states, and whole pages made of them.' },
  {
    href: '/dev/mail',
    title: 'E-mail',
    text: 'Every message from its example, in every language, as HTML and as text.',
  },
  { href: '/dev/facts', title: 'Facts', text: 'What can happen, who hears of it, and what is still to be handed on.' },
  { href: '/dev/jobs', title: 'Jobs', text: 'What is done in the background.' },
  { href: '/dev/routes', title: 'Routes', text: 'Every address, and who may call it.' },
];

export const IndexPage = ({ ui }: { ui: Ui }): VNode => (
  <Page ui={ui} title="Development" hidden crumbs={[{ label: 'Development' }]}>
    <PageHeader title="Development" intro={<p>These pages exist in development only.</p>} />
    <EntryList>
      {parts.map(({ href, title, text }) => (
        <Entry key={href} title={title} href={href}>
          <p>{text}</p>
        </Entry>
      ))}
    </EntryList>
  </Page>
);

export interface DevPageProps {
  ui: Ui;
  title: string;
  intro: string;
  head: string[];
  rows: ComponentChildren[][];
  children?: ComponentChildren;
}

/** A table of what there is. */
export const DevPage = ({ ui, title, intro, head, rows, children }: DevPageProps): VNode => (
  <Page ui={ui} title={title} hidden crumbs={[development, { label: title }]}>
    <PageHeader title={title} intro={<p>{intro}</p>} />
    <Table caption={title} head={head} rows={rows} />
    {children}
  </Page>
);
