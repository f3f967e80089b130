import type { VNode } from 'preact';
import type { Listing } from '../../../platform/api/api.js';
import {
  ActionButton,
  Badge,
  Button,
  DateTime,
  EmptyState,
  Form,
  type FormState,
  MemberLine,
  PageHeader,
  Pager,
  TextArea,
  type Ui,
} from '../../../ui/public.js';
import type { Invitation } from '../invitation.model.js';
import type { PersonHere, Waiting } from '../people.js';
import { workspacePath } from '../workspace.model.js';
import type { WorkspaceAround } from '../workspace-home.js';
import { WorkspacePage } from './workspace-page.js';

export interface PeoplePageProps {
  ui: Ui;
  around: WorkspaceAround;
  /** Only on the first page. */
  facilitators: PersonHere[];
  listing: Listing<PersonHere>;
  after?: string;
  /** What those see who let people in; null for others. */
  door: { waiting: Waiting[]; invitations: Invitation[]; form: FormState } | null;
}

export function PeoplePage(props: PeoplePageProps): VNode {
  const { ui, around, facilitators, listing, after, door } = props;
  const { t } = ui;
  const path = `${workspacePath(around.workspace)}/people`;
  return (
    <WorkspacePage
      ui={ui}
      around={around}
      title={t('workspaces.tab.people')}
      hidden={Boolean(after)}
      invalid={door !== null && Object.keys(door.form.errors).length > 0}
      crumbs={[{ label: t('workspaces.tab.people') }]}
    >
      <PageHeader
        title={t('workspaces.tab.people')}
        intro={<p>{t('workspaces.members', { count: around.workspace.memberCount })}</p>}
      />
      {door && door.waiting.length > 0 && <Requests ui={ui} path={path} waiting={door.waiting} />}
      {facilitators.length > 0 && (
        <section aria-labelledby="facilitators">
          <h2 id="facilitators">{t('workspaces.people.facilitators')}</h2>
          <PersonList ui={ui} path={path} people={facilitators} />
        </section>
      )}
      <section aria-labelledby="members">
        <h2 id="members">{t('workspaces.people.members')}</h2>
        {listing.items.length > 0 ? (
          <PersonList ui={ui} path={path} people={listing.items} />
        ) : (
          <EmptyState title={t('workspaces.people.empty')}>
            {door && <p>{t('workspaces.people.emptyInvite')}</p>}
          </EmptyState>
        )}
        <Pager
          ui={ui}
          previous={after ? path : null}
          next={listing.next && `${path}?after=${encodeURIComponent(listing.next)}`}
        />
      </section>
      {door && (
        <Invite ui={ui} path={workspacePath(around.workspace)} invitations={door.invitations} form={door.form} />
      )}
    </WorkspacePage>
  );
}

function PersonList({ ui, path, people }: { ui: Ui; path: string; people: PersonHere[] }): VNode {
  return (
    <ul class="people people-wide">
      {people.map((person) => (
        <li key={person.handle}>
          <MemberLine ui={ui} person={person}>
            {person.facilitates && <Badge kind="leaf">{ui.t('workspaces.role.facilitator')}</Badge>}
            <span class="quiet">
              {' '}
              {ui.t('workspaces.people.since')} <DateTime ui={ui} date={person.since} as="day" />
            </span>
          </MemberLine>
          <PersonActions ui={ui} person={person} path={`${path}/${person.handle}`} />
        </li>
      ))}
    </ul>
  );
}

function PersonActions({ ui, person, path }: { ui: Ui; person: PersonHere; path: string }): VNode | null {
  const { t } = ui;
  const { can, name } = person;
  if (!can.promote && !can.demote && !can.remove) return null;
  return (
    <span class="row">
      {can.promote && (
        <ActionButton
          ui={ui}
          action={`${path}/facilitation`}
          kind="quiet"
          label={t('workspaces.people.promoteNamed', { name })}
        >
          {t('workspaces.people.promote')}
        </ActionButton>
      )}
      {can.demote && (
        <ActionButton
          ui={ui}
          action={`${path}/facilitation/end`}
          kind="quiet"
          label={t('workspaces.people.demoteNamed', { name })}
        >
          {t('workspaces.people.demote')}
        </ActionButton>
      )}
      {can.remove && (
        <ActionButton
          ui={ui}
          action={`${path}/removal`}
          kind="danger"
          label={t('workspaces.people.removeNamed', { name })}
          confirm={t('workspaces.people.removeConfirm', { name })}
        >
          {t('workspaces.people.remove')}
        </ActionButton>
      )}
    </span>
  );
}

function Requests({ ui, path, waiting }: { ui: Ui; path: string; waiting: Waiting[] }): VNode {
  const { t } = ui;
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">{t('workspaces.people.requests')}</h2>
      <ul class="people people-wide">
        {waiting.map((one) => (
          <Request key={one.person.handle} ui={ui} path={path} {...one} />
        ))}
      </ul>
    </section>
  );
}

function Request({ ui, path, person, message, since }: { ui: Ui; path: string } & Waiting): VNode {
  const { t } = ui;
  return (
    <li>
      <MemberLine ui={ui} person={person}>
        <span class="quiet">
          {' '}
          <DateTime ui={ui} date={since} as="relative" />
        </span>
      </MemberLine>
      {message && (
        <blockquote class="lines" dir="auto">
          {message}
        </blockquote>
      )}
      <span class="row">
        <ActionButton
          ui={ui}
          action={`${path}/${person.handle}/acceptance`}
          label={t('workspaces.people.acceptNamed', { name: person.name })}
        >
          {t('workspaces.people.accept')}
        </ActionButton>
        <ActionButton
          ui={ui}
          action={`${path}/${person.handle}/refusal`}
          kind="quiet"
          label={t('workspaces.people.refuseNamed', { name: person.name })}
        >
          {t('workspaces.people.refuse')}
        </ActionButton>
      </span>
    </li>
  );
}

interface InviteProps {
  ui: Ui;
  path: string;
  invitations: Invitation[];
  form: FormState;
}

function Invite({ ui, path, invitations, form }: InviteProps): VNode {
  const { t } = ui;
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{t('workspaces.invite.title')}</h2>
      <Form form={form} action={`${path}/invitations`} keep={`invite-${path}`}>
        <TextArea
          form={form}
          name="emails"
          label={t('workspaces.invite.emails')}
          hint={t('workspaces.invite.emailsHint')}
          rows={3}
        />
        <TextArea
          form={form}
          name="message"
          label={t('workspaces.invite.message')}
          rows={3}
          maxLength={1000}
          optional
        />
        <Button>{t('workspaces.invite.submit')}</Button>
      </Form>
      {invitations.length > 0 && <OpenInvitations ui={ui} path={path} invitations={invitations} />}
    </section>
  );
}

const OpenInvitations = ({ ui, path, invitations }: Omit<InviteProps, 'form'>): VNode => (
  <>
    <h3>{ui.t('workspaces.invite.open')}</h3>
    <ul class="people people-wide">
      {invitations.map((invitation) => (
        <OpenInvitation key={invitation.emailKey} ui={ui} path={path} invitation={invitation} />
      ))}
    </ul>
  </>
);

function OpenInvitation({ ui, path, invitation }: { ui: Ui; path: string; invitation: Invitation }): VNode {
  const { t } = ui;
  const { _id, email, at, mail } = invitation;
  return (
    <li>
      <span>
        <bdi>{email}</bdi>{' '}
        <span class="quiet">
          <DateTime ui={ui} date={at} as="day" />
        </span>{' '}
        {mail.refused && <Badge kind="earth">{t('workspaces.invite.refused')}</Badge>}
      </span>
      <ActionButton
        ui={ui}
        action={`${path}/invitations/${_id.toHexString()}/withdrawal`}
        kind="plain"
        label={t('workspaces.invite.withdrawNamed', { email })}
      >
        {t('workspaces.invite.withdraw')}
      </ActionButton>
    </li>
  );
}
