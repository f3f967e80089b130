import type { ComponentChildren, VNode } from 'preact';
import type { MessageKey } from '../../../platform/i18n/keys.js';
import { Tabs } from '../../../ui/content/arrange.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';

export interface SectionsPageProps {
  ui: Ui;
  sections: readonly { href: string; label: MessageKey }[];
  title: string;
  intro?: string;
  invalid?: boolean;
  children: ComponentChildren;
}

/** The frame of every page of the settings, also of those that other features add. */
export const SettingsPage = (props: SectionsPageProps): VNode => (
  <SectionsPage {...props} area={{ label: props.ui.t('accounts.settings.title'), href: '/settings/profile' }} />
);

/** The frame of every page of the administration. */
export const AdminPage = (props: SectionsPageProps): VNode => (
  <SectionsPage {...props} area={{ label: props.ui.t('accounts.admin.title'), href: '/admin' }} />
);

function SectionsPage(props: SectionsPageProps & { area: { label: string; href: string } }): VNode {
  const { ui, area, sections, title, intro, invalid, children } = props;
  return (
    <Page ui={ui} title={title} invalid={invalid} hidden crumbs={[area, { label: title }]}>
      <PageHeader title={title} intro={intro && <p>{intro}</p>} />
      <Tabs ui={ui} label={area.label} tabs={sections.map(({ href, label }) => ({ href, label: ui.t(label) }))} />
      {children}
    </Page>
  );
}
