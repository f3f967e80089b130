import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Confirmed, Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { FeedParams, feedAnswer } from '../../platform/feeds/feeds.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { filledWith, ShowAgain } from '../../platform/web/show-again.js';
import { Members, SiteSettings } from '../accounts/public.js';
import { CreateForms } from './create-forms.js';
import { CreationRequests } from './creation-requests.js';
import { Founding } from './founding.js';
import { InvitationLinks } from './invitation-links.js';
import { Invitations } from './invitations.js';
import { ListPage } from './pages/list-page.js';
import { type InvitedTo, YoursPage } from './pages/yours-page.js';
import { type Workspace, workspacePath } from './workspace.model.js';
import { WorkspaceLists } from './workspace-lists.js';
import { NewWorkspace, WorkspaceQuery } from './workspaces.input.js';
import { Workspaces } from './workspaces.js';
import { creationRules } from './workspaces.policy.js';

const leadsOf = (viewer: Viewer) => (workspace: Workspace) => viewer.facilitates(workspace._id);

/** The list of workspaces, and how one comes to be. */
@Controller('workspaces')
export class WorkspacesController {
  constructor(
    @Inject(WorkspaceLists) private readonly lists: WorkspaceLists,
    @Inject(Founding) private readonly founding: Founding,
    @Inject(CreateForms) readonly forms: CreateForms,
    @Inject(SiteSettings) private readonly site: SiteSettings,
  ) {}

  @Get()
  @Open()
  async list(@CurrentViewer() viewer: Viewer, @Query({ schema: WorkspaceQuery }) query: WorkspaceQuery) {
    const [listing, languages, site] = await Promise.all([
      this.lists.listFor(viewer, query),
      this.lists.languagesFor(viewer),
      this.site.get(),
    ]);
    const may = { create: creationRules.create(viewer, site), request: creationRules.request(viewer, site) };
    return page((ui) => (
      <ListPage ui={ui} listing={listing} query={query} languages={languages} leads={leadsOf(viewer)} may={may} />
    ));
  }

  @Get('feed.:format')
  @Open()
  async feed(@CurrentViewer() viewer: Viewer, @Param({ schema: FeedParams }) { format }: z.infer<typeof FeedParams>) {
    return feedAnswer(await this.lists.feedFor(viewer), format);
  }

  @Get('new')
  @Confirmed()
  newPage(@CurrentViewer() viewer: Viewer) {
    const given = { purpose: 'project', visibility: 'public', language: viewer.writesIn(null), clientId: randomUUID() };
    return this.forms.show(viewer, filledWith(given));
  }

  @Post()
  @Confirmed()
  @ShowAgain<WorkspacesController>((self, { viewer, form }) => self.forms.show(viewer, form))
  async create(@CurrentViewer() viewer: Viewer, @Body({ schema: NewWorkspace }) input: NewWorkspace) {
    const workspace = await this.founding.create(viewer, input);
    return go(workspacePath(workspace), {
      key: 'workspaces.flash.created',
      params: { workspace: workspace.name },
      stored: 'workspace',
    });
  }
}

/** What is the viewer's own among the workspaces. */
@Controller('workspaces/yours')
export class YourWorkspacesController {
  constructor(
    @Inject(WorkspaceLists) private readonly lists: WorkspaceLists,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(InvitationLinks) private readonly links: InvitationLinks,
    @Inject(CreationRequests) private readonly requests: CreationRequests,
    @Inject(Members) private readonly members: Members,
    @Inject(SiteSettings) private readonly site: SiteSettings,
  ) {}

  @Get()
  @SignedIn()
  async yours(@CurrentViewer() viewer: Viewer) {
    const [mine, asked, invited, requests, site] = await Promise.all([
      this.lists.mineFor(viewer),
      this.lists.askedFor(viewer),
      this.invitedTo(viewer),
      this.requests.askedBy(viewer),
      this.site.get(),
    ]);
    const may = {
      create: creationRules.create(viewer, site),
      request: creationRules.request(viewer, site),
      decide: creationRules.decide(viewer) && site.workspaceCreation === 'request',
    };
    return page((ui) => (
      <YoursPage
        ui={ui}
        mine={mine}
        leads={leadsOf(viewer)}
        asked={asked}
        invited={invited}
        requests={requests}
        may={may}
      />
    ));
  }

  /** An invitation tells its guest what the workspace is called, also where they cannot see it yet. */
  private async invitedTo(viewer: Viewer): Promise<InvitedTo[]> {
    const invitations = await this.invitations.listFor(viewer);
    const inviters = await this.members.named(invitations.map(({ invitedBy }) => invitedBy));
    const shown = invitations.map(async (invitation) => {
      const workspace = await this.workspaces.byId(invitation.workspace);
      const inviter = inviters.get(invitation.invitedBy.toHexString())?.name ?? '';
      return workspace && !viewer.belongsTo(workspace._id)
        ? [{ workspace, inviter, path: await this.links.path(invitation) }]
        : [];
    });
    return (await Promise.all(shown)).flat();
  }
}
