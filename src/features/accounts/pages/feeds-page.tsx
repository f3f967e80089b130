import type { VNode } from 'preact';
import { ActionButton } from '../../../ui/forms/button.js';
import { feedLinks } from '../../../ui/layout/feed-links.js';
import type { Ui } from '../../../ui/ui.js';
import type { SettingsSection } from '../settings-sections.js';
import { SettingsPage } from './sections-page.js';

/** What a member's own feeds are, where they are, and how to make their addresses new. */
export function FeedsPage({ ui, sections }: { ui: Ui; sections: readonly SettingsSection[] }): VNode {
  const { t } = ui;
  const everything = feedLinks({ title: t('accounts.feeds.everything'), path: '/', closed: true }, ui.viewer?.feedKey);
  return (
    <SettingsPage ui={ui} sections={sections} title={t('accounts.settings.feeds')} intro={t('accounts.feeds.intro')}>
      <h2>{t('accounts.feeds.everything')}</h2>
      <ul>
        {everything.map(({ label, href, type }) => (
          <li key={href}>
            <a href={href} type={type}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      <h2>{t('accounts.feeds.renewTitle')}</h2>
      <p>{t('accounts.feeds.renewText')}</p>
      <ActionButton ui={ui} action="/settings/feeds/key" kind="quiet" confirm={t('accounts.feeds.renewConfirm')}>
        {t('accounts.feeds.renew')}
      </ActionButton>
    </SettingsPage>
  );
}
