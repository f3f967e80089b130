import type { VNode } from 'preact';
import { DescriptionList, Toolbar } from '../../../ui/content/arrange.js';
import { DateTime } from '../../../ui/content/date-time.js';
import { ActionButton, Button } from '../../../ui/forms/button.js';
import { CheckboxGroup } from '../../../ui/forms/choices.js';
import { Form } from '../../../ui/forms/form.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import type { Ui } from '../../../ui/ui.js';
import { AdminPage, type AdminSection, type Member } from '../../accounts/public.js';
import { isMarkedOut, Standing } from './members-page.js';

interface Props {
  ui: Ui;
  sections: readonly AdminSection[];
  form: FormState;
  member: Member;
  /** In how many browsers they are signed in. */
  sessions: number;
}

const ROLES = ['administrator', 'moderator', 'librarian'] as const;

export function MemberPage({ ui, sections, form, member, sessions }: Props): VNode {
  const { t } = ui;
  const path = `/admin/members/${encodeURIComponent(member.handle)}`;
  return (
    <AdminPage ui={ui} sections={sections} title={member.name} invalid={Object.keys(form.errors).length > 0}>
      <DescriptionList items={terms(ui, member, sessions)} />
      {!member.removed && (
        <Form form={form} action={`${path}/roles`}>
          <CheckboxGroup
            form={form}
            name="roles"
            label={t('admin.members.roles')}
            choices={ROLES.map((role) => ({ value: role, label: t(`admin.role.${role}`) }))}
            optional
          />
          <Button>{t('admin.site.save')}</Button>
        </Form>
      )}
      <Toolbar>
        <Actions ui={ui} member={member} sessions={sessions} path={path} />
      </Toolbar>
    </AdminPage>
  );
}

const terms = (ui: Ui, member: Member, sessions: number) => [
  { term: ui.t('admin.members.handle'), children: <a href={`/people/${member.handle}`}>@{member.handle}</a> },
  { term: ui.t('admin.members.email'), children: member.email ?? '' },
  ...(isMarkedOut(member)
    ? [{ term: ui.t('admin.members.standing'), children: <Standing ui={ui} member={member} /> }]
    : []),
  { term: ui.t('admin.members.joined'), children: <DateTime ui={ui} date={member.createdAt} /> },
  {
    term: ui.t('admin.members.seen'),
    children: member.lastSeenAt ? <DateTime ui={ui} date={member.lastSeenAt} /> : ui.t('admin.members.never'),
  },
  { term: ui.t('admin.members.sessions'), children: ui.format.number(sessions) },
];

function Actions({ ui, member, sessions, path }: Pick<Props, 'ui' | 'member' | 'sessions'> & { path: string }): VNode {
  const { t } = ui;
  const { name } = member;
  if (member.removed) {
    // Who deleted their own account has left nothing to come back to.
    return member.removed.by.equals(member._id) ? (
      <p>{t('admin.members.leftThemselves')}</p>
    ) : (
      <ActionButton ui={ui} action={`${path}/restoration`}>
        {t('admin.members.restore')}
      </ActionButton>
    );
  }
  return (
    <>
      {!member.confirmedAt && member.email && (
        <ActionButton ui={ui} action={`${path}/confirm`} kind="quiet">
          {t('admin.members.confirm')}
        </ActionButton>
      )}
      {sessions > 0 && (
        <ActionButton ui={ui} action={`${path}/end-sessions`} kind="quiet">
          {t('admin.members.endSessions')}
        </ActionButton>
      )}
      <ActionButton ui={ui} action={`${path}/removal`} kind="danger" confirm={t('admin.members.removeSure', { name })}>
        {t('admin.members.remove')}
      </ActionButton>
    </>
  );
}
