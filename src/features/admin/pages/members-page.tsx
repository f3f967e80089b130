import type { VNode } from 'preact';
import { Table } from '../../../ui/content/arrange.js';
import { DateTime } from '../../../ui/content/date-time.js';
import { Badge, EmptyState } from '../../../ui/content/notice.js';
import { Pager } from '../../../ui/content/pager.js';
import { Button } from '../../../ui/forms/button.js';
import type { Ui } from '../../../ui/ui.js';
import { AdminPage, type AdminSection, type Member } from '../../accounts/public.js';

interface Props {
  ui: Ui;
  sections: readonly AdminSection[];
  words: string;
  members: readonly Member[];
  next: string | null;
}

export function MembersPage({ ui, sections, words, members, next }: Props): VNode {
  const { t } = ui;
  const head = [
    t('admin.members.name'),
    t('admin.members.email'),
    t('admin.members.standing'),
    t('admin.members.joined'),
  ];
  return (
    <AdminPage ui={ui} sections={sections} title={t('admin.members.title')}>
      <FindForm ui={ui} words={words} />
      {members.length === 0 ? (
        <EmptyState title={t('admin.members.none')} />
      ) : (
        <Table caption={t('admin.members.title')} head={head} rows={members.map((member) => row(ui, member))} />
      )}
      <Pager ui={ui} next={next && `/admin/members?${new URLSearchParams({ q: words, after: next })}`} />
    </AdminPage>
  );
}

const FindForm = ({ ui: { t }, words }: { ui: Ui; words: string }): VNode => (
  <search>
    <form class="search" action="/admin/members" method="get">
      <label class="unseen" for="find-members">
        {t('admin.members.search')}
      </label>
      <input
        id="find-members"
        type="search"
        name="q"
        value={words}
        maxLength={100}
        placeholder={t('admin.members.search')}
      />
      <Button kind="quiet">{t('admin.members.find')}</Button>
    </form>
  </search>
);

function row(ui: Ui, member: Member) {
  return [
    <a key="name" href={`/admin/members/${encodeURIComponent(member.handle)}`}>
      <bdi>{member.name}</bdi>
    </a>,
    member.email ?? '',
    isMarkedOut(member) && <Standing key="standing" ui={ui} member={member} />,
    <DateTime key="joined" ui={ui} date={member.createdAt} as="day" />,
  ];
}

export const isMarkedOut = ({ roles, removed, confirmedAt, imported }: Member): boolean =>
  roles.length > 0 || removed !== null || confirmedAt === null || imported !== null;

/** What marks a member out: roles, an address not confirmed, brought by an import, gone. */
export function Standing({ ui: { t }, member }: { ui: Ui; member: Member }): VNode | null {
  if (!isMarkedOut(member)) return null;
  return (
    <span class="row">
      {member.roles.map((role) => (
        <Badge key={role} kind="leaf">
          {t(`admin.role.${role}`)}
        </Badge>
      ))}
      {member.removed && <Badge kind="earth">{t('admin.members.gone')}</Badge>}
      {!member.removed && !member.confirmedAt && <Badge kind="calm">{t('admin.members.unconfirmed')}</Badge>}
      {member.imported && <Badge kind="calm">{t('admin.members.imported')}</Badge>}
    </span>
  );
}
