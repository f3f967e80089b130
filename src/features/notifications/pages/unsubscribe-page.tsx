import type { VNode } from 'preact';
import { ActionButton } from '../../../ui/forms/button.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';

export function UnsubscribePage({ ui, token }: { ui: Ui; token: string }): VNode {
  const { t } = ui;
  return (
    <Page ui={ui} title={t('notifications.unsubscribe.title')} hidden>
      <PageHeader title={t('notifications.unsubscribe.title')} intro={<p>{t('notifications.unsubscribe.text')}</p>} />
      <ActionButton ui={ui} action={`/unsubscribe/${token}`}>
        {t('notifications.unsubscribe.submit')}
      </ActionButton>
    </Page>
  );
}

export function UnsubscribedPage({ ui }: { ui: Ui }): VNode {
  const { t } = ui;
  return (
    <Page ui={ui} title={t('notifications.unsubscribe.doneTitle')} hidden>
      <PageHeader
        title={t('notifications.unsubscribe.doneTitle')}
        intro={<p>{t('notifications.unsubscribe.doneText')}</p>}
      />
    </Page>
  );
}
