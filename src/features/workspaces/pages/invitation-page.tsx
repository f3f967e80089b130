import type { VNode } from 'preact';
import { ActionButton, Badge, ButtonLink, Notice, Page, PageHeader, type Ui } from '../../../ui/public.js';
import type { Invitation } from '../invitation.model.js';
import type { Workspace } from '../workspace.model.js';

export interface InvitationPageProps {
  ui: Ui;
  invitation: Pick<Invitation, 'email' | 'message'>;
  /** The link tells its holder what the workspace is called, whoever else may see it. */
  workspace: Pick<Workspace, 'name' | 'language' | 'description' | 'purpose' | 'visibility' | 'archived'>;
  inviter: string;
  path: string;
  mayAccept: boolean;
}

export function InvitationPage({ ui, invitation, workspace, inviter, path, mayAccept }: InvitationPageProps): VNode {
  const { t } = ui;
  return (
    <Page ui={ui} title={t('workspaces.invitation.title', { workspace: workspace.name })} hidden>
      <PageHeader
        title={workspace.name}
        lang={workspace.language}
        badges={
          <>
            <Badge kind="leaf">{t(`workspaces.purpose.${workspace.purpose}`)}</Badge>
            <Badge>{t(`workspaces.visibility.${workspace.visibility}`)}</Badge>
          </>
        }
        intro={workspace.description && <p class="lines">{workspace.description}</p>}
      />
      <p>{t('workspaces.invitation.by', { name: inviter })}</p>
      {invitation.message && (
        <blockquote class="lines" dir="auto">
          {invitation.message}
        </blockquote>
      )}
      {workspace.archived ? <Notice>{t('workspaces.closed')}</Notice> : null}
      {ui.viewer && !mayAccept && !workspace.archived && <Notice>{t('errors.confirmationNeeded')}</Notice>}
      {!ui.viewer && <p>{t('workspaces.invitation.joinFirst', { email: invitation.email })}</p>}
      <div class="row actions">
        {mayAccept && (
          <ActionButton ui={ui} action={`${path}/acceptance`}>
            {t('workspaces.invitation.accept')}
          </ActionButton>
        )}
        {!ui.viewer && <ButtonLink href="/sign-up">{t('ui.join.action')}</ButtonLink>}
        {!ui.viewer && (
          <ButtonLink href={`/sign-in?back=${encodeURIComponent(path)}`} kind="quiet">
            {t('ui.signIn')}
          </ButtonLink>
        )}
        <ActionButton ui={ui} action={`${path}/refusal`} kind="plain">
          {t('workspaces.invitation.decline')}
        </ActionButton>
      </div>
    </Page>
  );
}
