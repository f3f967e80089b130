import type { VNode } from 'preact';
import { DescriptionList, type Term } from '../../../ui/content/arrange.js';
import { DateTime } from '../../../ui/content/date-time.js';
import { Card, Cards } from '../../../ui/content/entry.js';
import { Notice } from '../../../ui/content/notice.js';
import type { Ui } from '../../../ui/ui.js';
import { AdminPage, type AdminSection } from '../../accounts/public.js';
import type { AdminFacts } from '../admin-facts.js';

interface Props {
  ui: Ui;
  sections: readonly AdminSection[];
  facts: AdminFacts;
}

export function AdminHomePage({ ui, sections, facts }: Props): VNode {
  const { t } = ui;
  const doubtful = (facts.mail.states.uncertain ?? 0) + (facts.mail.states.rejected ?? 0);
  return (
    <AdminPage ui={ui} sections={sections} title={t('admin.home.title')}>
      {!facts.mail.sends && (
        <Notice kind="note">
          <p>{t('admin.home.mailKept')}</p>
        </Notice>
      )}
      {doubtful > 0 && (
        <Notice kind="problem">
          <p>
            <a href="/admin/mail?state=uncertain">{t('admin.home.mailDoubtful', { count: doubtful })}</a>
          </p>
        </Notice>
      )}
      <Cards>
        <Card title={t('admin.home.community')}>
          <DescriptionList items={communityTerms(ui, facts)} />
        </Card>
        <Card title={t('admin.home.server')}>
          <DescriptionList items={serverTerms(ui, facts)} />
        </Card>
      </Cards>
    </AdminPage>
  );
}

const communityTerms = ({ t, format }: Ui, facts: AdminFacts): Term[] => [
  { term: t('admin.count.Member'), children: format.number(facts.members) },
  { term: t('admin.count.administrators'), children: format.number(facts.administrators) },
  ...facts.counts.map(({ noun, count }) => ({ term: t(`admin.count.${noun}`), children: format.number(count) })),
];

function serverTerms(ui: Ui, { database, queue, mail, memoryBytes, startedAt }: AdminFacts): Term[] {
  const { t, format } = ui;
  const states = Object.entries(mail.states).map(
    ([state, count]) => `${t(`admin.mail.state.${state as keyof typeof mail.states}`)}: ${format.number(count)}`,
  );
  const answers = t('admin.home.answersIn', { milliseconds: database.milliseconds });
  return [
    {
      term: t('admin.home.database'),
      children: `${t(database.embedded ? 'admin.home.embedded' : 'admin.home.mongodb')}, ${answers}`,
    },
    {
      term: t('admin.home.queue'),
      children: `${t(queue.inProcess ? 'admin.home.inProcess' : 'admin.home.redis')}${queue.answers ? '' : `, ${t('admin.home.silent')}`}`,
    },
    { term: t('admin.mail.title'), children: states.join(', ') || t('admin.mail.none') },
    { term: t('admin.home.memory'), children: format.bytes(memoryBytes) },
    { term: t('admin.home.since'), children: <DateTime ui={ui} date={startedAt} /> },
  ];
}
