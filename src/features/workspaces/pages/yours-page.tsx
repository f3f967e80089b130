import type { VNode } from 'preact';
import {
  ActionButton,
  Badge,
  ButtonLink,
  DateTime,
  EmptyState,
  Entry,
  EntryList,
  Page,
  PageHeader,
  type Ui,
} from '../../../ui/public.js';
import type { CreationRequest } from '../creation-request.model.js';
import { invitationPath } from '../invitation-links.js';
import type { WaitingInvitation } from '../waiting-invitations.js';
import { type Workspace, workspacePath } from '../workspace.model.js';
import { WorkspaceEntry } from './workspace-entry.js';

export interface YoursPageProps {
  ui: Ui;
  mine: Workspace[];
  leads: (workspace: Workspace) => boolean;
  asked: Workspace[];
  invited: WaitingInvitation[];
  requests: CreationRequest[];
  may: { create: boolean; request: boolean; decide: boolean };
}

export function YoursPage({ ui, mine, leads, asked, invited, requests, may }: YoursPageProps): VNode {
  const { t } = ui;
  return (
    <Page
      ui={ui}
      title={t('workspaces.yours.title')}
      hidden
      crumbs={[
        { label: t('ui.nav.community'), href: '/community' },
        { label: t('ui.nav.workspaces'), href: '/workspaces' },
        { label: t('workspaces.yours.title') },
      ]}
    >
      <PageHeader title={t('workspaces.yours.title')} actions={<WaysToMore ui={ui} may={may} />} />
      {invited.length > 0 && <InvitedList ui={ui} invited={invited} />}
      {mine.length > 0 ? <Mine ui={ui} mine={mine} leads={leads} /> : <NoneYet ui={ui} />}
      {asked.length > 0 && <Asked ui={ui} asked={asked} />}
      {requests.length > 0 && <Requested ui={ui} requests={requests} />}
    </Page>
  );
}

const WaysToMore = ({ ui, may }: Pick<YoursPageProps, 'ui' | 'may'>): VNode => (
  <>
    {(may.create || may.request) && (
      <ButtonLink href="/workspaces/new">
        {may.create ? ui.t('workspaces.create.title') : ui.t('workspaces.request.title')}
      </ButtonLink>
    )}
    {may.decide && (
      <ButtonLink href="/workspaces/requests" kind="quiet">
        {ui.t('workspaces.requests.title')}
      </ButtonLink>
    )}
  </>
);

const Mine = ({ ui, mine, leads }: Pick<YoursPageProps, 'ui' | 'mine' | 'leads'>): VNode => (
  <EntryList>
    {mine.map((workspace) => (
      <WorkspaceEntry key={workspace.slug} ui={ui} workspace={workspace} leads={leads(workspace)} />
    ))}
  </EntryList>
);

const NoneYet = ({ ui }: { ui: Ui }): VNode => (
  <EmptyState
    title={ui.t('workspaces.yours.empty')}
    action={
      <ButtonLink href="/workspaces" kind="quiet">
        {ui.t('workspaces.yours.discover')}
      </ButtonLink>
    }
  >
    <p>{ui.t('workspaces.yours.emptyText')}</p>
  </EmptyState>
);

const InvitedList = ({ ui, invited }: { ui: Ui; invited: WaitingInvitation[] }): VNode => (
  <section aria-labelledby="invited">
    <h2 id="invited">{ui.t('workspaces.yours.invited')}</h2>
    <EntryList>
      {invited.map(({ workspace, inviter, token }) => (
        <Entry
          key={token}
          level={3}
          title={workspace.name}
          lang={workspace.language}
          href={invitationPath(token)}
          meta={ui.t('workspaces.invitation.by', { name: inviter })}
        />
      ))}
    </EntryList>
  </section>
);

const Asked = ({ ui, asked }: { ui: Ui; asked: Workspace[] }): VNode => (
  <section aria-labelledby="asked">
    <h2 id="asked">{ui.t('workspaces.yours.asked')}</h2>
    <EntryList>
      {asked.map((workspace) => (
        <Entry
          key={workspace.slug}
          level={3}
          title={workspace.name}
          lang={workspace.language}
          href={workspacePath(workspace)}
          badges={<Badge kind="earth">{ui.t('workspaces.ask.waiting')}</Badge>}
          foot={
            <ActionButton ui={ui} action={`${workspacePath(workspace)}/membership/end`} kind="plain">
              {ui.t('workspaces.ask.withdraw')}
            </ActionButton>
          }
        />
      ))}
    </EntryList>
  </section>
);

const Requested = ({ ui, requests }: { ui: Ui; requests: CreationRequest[] }): VNode => (
  <section aria-labelledby="requested">
    <h2 id="requested">{ui.t('workspaces.yours.requested')}</h2>
    <ul class="list">
      {requests.map(({ _id, draft, at, decision }) => (
        <li key={_id.toHexString()}>
          <bdi lang={draft.language}>{draft.name}</bdi>{' '}
          <Badge kind={decision ? 'calm' : 'earth'}>
            {decision ? ui.t('workspaces.request.refused') : ui.t('workspaces.ask.waiting')}
          </Badge>{' '}
          <span class="quiet">
            <DateTime ui={ui} date={at} as="day" />
          </span>
          {decision?.reason && <p class="lines">{decision.reason}</p>}
        </li>
      ))}
    </ul>
  </section>
);
