import type { VNode } from 'preact';
import type { Delivery } from '../../../platform/mail/delivery.model.js';
import { DescriptionList, Table, Toolbar } from '../../../ui/content/arrange.js';
import { DateTime } from '../../../ui/content/date-time.js';
import { Badge, EmptyState } from '../../../ui/content/notice.js';
import { Pager } from '../../../ui/content/pager.js';
import { Prose } from '../../../ui/content/prose.js';
import { ActionButton } from '../../../ui/forms/button.js';
import type { Ui } from '../../../ui/ui.js';
import { AdminPage, type AdminSection } from '../../accounts/public.js';
import { MAIL_STATES, type MailQuery } from '../admin.input.js';
import type { ReadableMail } from '../readable-mail.js';

export const mailPath = ({ _id }: Pick<Delivery, '_id'>): string => `/admin/mail/${encodeURIComponent(_id)}`;

interface ListProps {
  ui: Ui;
  sections: readonly AdminSection[];
  state: string;
  lines: readonly Delivery[];
  next: string | null;
}

export function MailsPage({ ui, sections, state, lines, next }: ListProps): VNode {
  const { t } = ui;
  const head = [t('admin.mail.subject'), t('admin.mail.to'), t('admin.mail.state'), t('admin.mail.when')];
  return (
    <AdminPage ui={ui} sections={sections} title={t('admin.mail.title')} intro={t('admin.mail.intro')}>
      <Toolbar>
        <StateLink ui={ui} state="" current={state} />
        {MAIL_STATES.map((one) => (
          <StateLink key={one} ui={ui} state={one} current={state} />
        ))}
      </Toolbar>
      {lines.length === 0 ? (
        <EmptyState title={t('admin.mail.none')} />
      ) : (
        <Table caption={t('admin.mail.title')} head={head} rows={lines.map((line) => row(ui, line))} />
      )}
      <Pager ui={ui} next={next && `/admin/mail?${new URLSearchParams({ state, after: next })}`} dated />
    </AdminPage>
  );
}

const StateLink = ({ ui: { t }, state, current }: { ui: Ui; state: MailQuery['state']; current: string }): VNode => (
  <a
    href={state === '' ? '/admin/mail' : `/admin/mail?state=${state}`}
    aria-current={state === current ? 'true' : undefined}
  >
    {state === '' ? t('admin.mail.all') : t(`admin.mail.state.${state}`)}
  </a>
);

const row = (ui: Ui, line: Delivery) => [
  <a key="subject" href={mailPath(line)}>
    {subjectOf(ui, line)}
  </a>,
  line.message.to.address || '–',
  <State key="state" ui={ui} line={line} />,
  <DateTime key="when" ui={ui} date={line.claimedAt} />,
];

/** Of what was forgotten there is none. */
const subjectOf = (ui: Ui, { message, state }: Delivery) => message.subject || ui.t(`admin.mail.state.${state}`);

const State = ({ ui, line: { state } }: { ui: Ui; line: Pick<Delivery, 'state'> }): VNode => (
  <Badge kind={state === 'sent' ? 'leaf' : state === 'kept' || state === 'claimed' ? 'calm' : 'earth'}>
    {ui.t(`admin.mail.state.${state}`)}
  </Badge>
);

interface MailProps {
  ui: Ui;
  sections: readonly AdminSection[];
  line: Delivery;
  mail: ReadableMail;
  maySendAgain: boolean;
}

export function MailPage({ ui, sections, line, mail, maySendAgain }: MailProps): VNode {
  const { t } = ui;
  const { to } = line.message;
  return (
    <AdminPage ui={ui} sections={sections} title={subjectOf(ui, line)}>
      <DescriptionList
        items={[
          { term: t('admin.mail.to'), children: line.state === 'forgotten' ? '–' : `${to.name} <${to.address}>` },
          { term: t('admin.mail.when'), children: <DateTime ui={ui} date={line.claimedAt} /> },
          { term: t('admin.mail.state'), children: <State ui={ui} line={line} /> },
          ...(line.answer ? [{ term: t('admin.mail.answer'), children: line.answer }] : []),
        ]}
      />
      {maySendAgain && (
        <ActionButton
          ui={ui}
          action={`${mailPath(line)}/again`}
          kind="quiet"
          confirm={line.state === 'uncertain' ? t('admin.mail.againSure') : undefined}
        >
          {t(line.state === 'kept' ? 'admin.mail.send' : 'admin.mail.again')}
        </ActionButton>
      )}
      <h2>{t('admin.mail.text')}</h2>
      <pre class="mail-text">{mail.text}</pre>
      <h2>{t('admin.mail.html')}</h2>
      <Prose html={mail.html} small />
    </AdminPage>
  );
}
