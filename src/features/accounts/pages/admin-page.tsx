import type { ComponentChildren, VNode } from 'preact';
import { Tabs } from '../../../ui/content/arrange.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';
import type { AdminSection } from '../admin-sections.js';

export interface AdminPageProps {
  ui: Ui;
  sections: readonly AdminSection[];
  title: string;
  intro?: string;
  invalid?: boolean;
  children: ComponentChildren;
}

/** The frame of every page of the administration. */
export function AdminPage({ ui, sections, title, intro, invalid, children }: AdminPageProps): VNode {
  const { t } = ui;
  return (
    <Page
      ui={ui}
      title={title}
      invalid={invalid}
      hidden
      crumbs={[{ label: t('accounts.admin.title'), href: '/admin' }, { label: title }]}
    >
      <PageHeader title={title} intro={intro && <p>{intro}</p>} />
      <Tabs
        ui={ui}
        label={t('accounts.admin.title')}
        tabs={sections.map(({ href, label }) => ({ href, label: t(label) }))}
      />
      {children}
    </Page>
  );
}
