import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { parseId } from '../../platform/database/ids.js';
import { paragraphsOf } from '../../platform/text/paragraphs.js';
import { type MemberId, Members } from '../accounts/public.js';
import { Follows, Notices, notice, Retelling, type Subject } from '../notifications/public.js';
import type { CreationRequest } from './creation-request.model.js';
import { CreationRequests } from './creation-requests.js';
import { type Workspace, workspacePath } from './workspace.model.js';
import {
  membershipAccepted,
  membershipRequested,
  workspaceArchived,
  workspaceDeclined,
  workspaceGranted,
  workspaceRequested,
} from './workspaces.facts.js';
import { Workspaces } from './workspaces.js';

const example = (path: string, html = ''): Subject => ({
  workspace: null,
  actor: null,
  actorName: 'Ben',
  followed: [],
  direct: [],
  subject: 'workspace:65f000000000000000000001',
  thread: 'workspace:65f000000000000000000001',
  path,
  title: 'Mutuelles de santé au Sahel',
  place: 'Mutuelles de santé au Sahel',
  html,
  language: null,
});

/** What those hear whom a workspace concerns, and how a workspace is followed. */
@Injectable()
export class WorkspaceNotices implements OnModuleInit {
  constructor(
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Retelling) private readonly retelling: Retelling,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(CreationRequests) private readonly requests: CreationRequests,
    @Inject(Members) private readonly members: Members,
  ) {}

  onModuleInit(): void {
    this.follows.followable('workspace', async (viewer, target) => {
      const id = parseId<'workspace'>(target);
      const [workspace] = id ? await this.workspaces.manyFor(viewer, [id]) : [];
      return workspace ? { title: workspace.name, path: workspacePath(workspace) } : null;
    });
    this.retelling.silentAfter(workspaceArchived, ({ workspace }) => workspace);
    this.registerMemberships();
    this.registerRequests();
  }

  private registerMemberships(): void {
    this.notices.register(
      notice({
        fact: membershipRequested,
        kind: 'workspaces.requested',
        line: 'workspaces.notice.requested',
        mailSubject: 'workspaces.notice.requested',
        button: 'workspaces.notice.toPeople',
        load: async ({ workspace: id, member }) => {
          const [workspace, message] = await Promise.all([
            this.workspaces.byId(id),
            this.workspaces.requestOf(id, member),
          ]);
          if (!workspace || message === null) return null;
          const subject = `requests:${id.toHexString()}`;
          const path = `${workspacePath(workspace)}/people#requests`;
          const direct = workspace.facilitators;
          return { ...(await this.about(workspace, member)), direct, subject, path, html: paragraphsOf(message) };
        },
        example: example('/workspaces/mutuelles/people#requests', '<p>Je tiens la caisse de mon village.</p>'),
      }),
    );
    this.notices.register(
      notice({
        fact: membershipAccepted,
        kind: 'workspaces.accepted',
        line: 'workspaces.notice.accepted',
        mailSubject: 'workspaces.notice.accepted',
        button: 'workspaces.notice.toWorkspace',
        load: async ({ workspace: id, member, by }) => {
          const workspace = await this.workspaces.byId(id);
          return workspace && { ...(await this.about(workspace, by)), direct: [member] };
        },
        example: example('/workspaces/mutuelles'),
      }),
    );
  }

  private registerRequests(): void {
    this.notices.register(
      notice({
        fact: workspaceRequested,
        kind: 'workspaces.creationAsked',
        line: 'workspaces.notice.creationAsked',
        mailSubject: 'workspaces.notice.creationAsked',
        button: 'workspaces.notice.toRequests',
        load: async ({ request: id, by }) => {
          const request = await this.requests.byId(id);
          if (!request || request.decision) return null;
          const direct = await this.members.administrators();
          return { ...(await this.ofRequest(request, by)), direct, path: '/workspaces/requests' };
        },
        example: example('/workspaces/requests', '<p>Pour les caisses de la région.</p>'),
      }),
    );
    this.notices.register(
      notice({
        fact: workspaceGranted,
        kind: 'workspaces.creationGranted',
        line: 'workspaces.notice.creationGranted',
        mailSubject: 'workspaces.notice.creationGranted',
        button: 'workspaces.notice.toWorkspace',
        load: async ({ request: id, by }) => {
          const request = await this.requests.byId(id);
          const workspace = request && (await this.workspaces.byId(request.workspace));
          if (!request || !workspace) return null;
          const html = paragraphsOf(request.decision?.reason ?? '');
          return { ...(await this.about(workspace, by)), direct: [request.by], html };
        },
        example: example('/workspaces/mutuelles'),
      }),
    );
    this.notices.register(
      notice({
        fact: workspaceDeclined,
        kind: 'workspaces.creationDeclined',
        line: 'workspaces.notice.creationDeclined',
        mailSubject: 'workspaces.notice.creationDeclined',
        button: 'workspaces.notice.toYours',
        load: async ({ request: id, by }) => {
          const request = await this.requests.byId(id);
          if (!request) return null;
          const html = paragraphsOf(request.decision?.reason ?? '');
          return { ...(await this.ofRequest(request, by)), direct: [request.by], path: '/workspaces/yours', html };
        },
        example: example('/workspaces/yours', '<p>Il y a déjà un espace pour cela.</p>'),
      }),
    );
  }

  private async about(workspace: Workspace, actor: MemberId): Promise<Subject> {
    const key = `workspace:${workspace._id.toHexString()}`;
    return {
      workspace: workspace._id,
      actor,
      actorName: await this.nameOf(actor),
      followed: [],
      direct: [],
      subject: key,
      thread: key,
      path: workspacePath(workspace),
      title: workspace.name,
      place: workspace.name,
      html: '',
      language: null,
    };
  }

  private async ofRequest(request: CreationRequest, actor: MemberId): Promise<Subject> {
    const key = `creation-request:${request._id.toHexString()}`;
    return {
      workspace: null,
      actor,
      actorName: await this.nameOf(actor),
      followed: [],
      direct: [],
      subject: key,
      thread: key,
      path: '/workspaces/yours',
      title: request.draft.name,
      place: request.draft.name,
      html: paragraphsOf(request.message),
      language: null,
    };
  }

  private async nameOf(member: MemberId): Promise<string> {
    return (await this.members.named([member])).get(member.toHexString())?.name ?? '';
  }
}
