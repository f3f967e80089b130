import type { ComponentChildren, VNode } from 'preact';
import { Tabs } from '../../../ui/content/arrange.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';
import type { SettingsSection } from '../settings-sections.js';

export interface SettingsPageProps {
  ui: Ui;
  sections: readonly SettingsSection[];
  title: string;
  intro?: string;
  invalid?: boolean;
  children: ComponentChildren;
}

/** The frame of every page of the settings, also of those that other features add. */
export function SettingsPage({ ui, sections, title, intro, invalid, children }: SettingsPageProps): VNode {
  const { t } = ui;
  return (
    <Page
      ui={ui}
      title={title}
      invalid={invalid}
      hidden
      crumbs={[{ label: t('accounts.settings.title'), href: '/settings/profile' }, { label: title }]}
    >
      <PageHeader title={title} intro={intro && <p>{intro}</p>} />
      <Tabs
        ui={ui}
        label={t('accounts.settings.title')}
        tabs={sections.map(({ href, label }) => ({ href, label: t(label) }))}
      />
      {children}
    </Page>
  );
}
