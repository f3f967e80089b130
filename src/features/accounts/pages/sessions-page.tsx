import type { VNode } from 'preact';
import { Table } from '../../../ui/content/arrange.js';
import { DateTime } from '../../../ui/content/date-time.js';
import { Badge } from '../../../ui/content/notice.js';
import { ActionButton } from '../../../ui/forms/button.js';
import type { Ui } from '../../../ui/ui.js';
import { browserName } from '../browser-name.js';
import type { Session } from '../session.model.js';
import type { SettingsSection } from '../settings-sections.js';
import { SettingsPage } from './sections-page.js';

interface Props {
  ui: Ui;
  sections: readonly SettingsSection[];
  sessions: readonly Session[];
  current: Session['_id'] | null;
}

export function SessionsPage({ ui, sections, sessions, current }: Props): VNode {
  const { t } = ui;
  const rows = sessions.map((session) => {
    const mine = current?.equals(session._id) ?? false;
    return [
      <>
        {browserName(session.agent) || t('accounts.sessions.unknown')}{' '}
        {mine && <Badge kind="leaf">{t('accounts.sessions.this')}</Badge>}
      </>,
      session.address,
      <DateTime key="begun" ui={ui} date={session.createdAt} />,
      <DateTime key="seen" ui={ui} date={session.lastSeenAt} as="relative" />,
      mine ? null : (
        <ActionButton key="end" ui={ui} action={`/settings/sessions/${session._id.toHexString()}/end`} kind="quiet">
          {t('accounts.sessions.end')}
        </ActionButton>
      ),
    ];
  });
  return (
    <SettingsPage
      ui={ui}
      sections={sections}
      title={t('accounts.settings.sessions')}
      intro={t('accounts.settings.sessionsIntro')}
    >
      <Table
        caption={t('accounts.settings.sessions')}
        head={[
          t('accounts.sessions.browser'),
          t('accounts.sessions.address'),
          t('accounts.sessions.begun'),
          t('accounts.sessions.seen'),
          t('accounts.sessions.actions'),
        ]}
        rows={rows}
      />
      {sessions.length > 1 && (
        <ActionButton ui={ui} action="/settings/sessions/end-others" kind="quiet">
          {t('accounts.sessions.endOthers')}
        </ActionButton>
      )}
    </SettingsPage>
  );
}
