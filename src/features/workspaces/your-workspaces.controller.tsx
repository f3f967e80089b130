import { Controller, Get, Inject } from '@nestjs/common';
import { SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { SiteSettings } from '../accounts/public.js';
import { CreationRequests } from './creation-requests.js';
import { YoursPage } from './pages/yours-page.js';
import { WaitingInvitations } from './waiting-invitations.js';
import { WorkspaceLists } from './workspace-lists.js';
import { creationRules } from './workspaces.policy.js';

/** What is the viewer's own among the workspaces. */
@Controller('workspaces/yours')
export class YourWorkspacesController {
  constructor(
    @Inject(WorkspaceLists) private readonly lists: WorkspaceLists,
    @Inject(WaitingInvitations) private readonly invitations: WaitingInvitations,
    @Inject(CreationRequests) private readonly requests: CreationRequests,
    @Inject(SiteSettings) private readonly site: SiteSettings,
  ) {}

  @Get()
  @SignedIn()
  async yours(@CurrentViewer() viewer: Viewer) {
    const [mine, asked, invited, requests, site] = await Promise.all([
      this.lists.mineFor(viewer),
      this.lists.askedFor(viewer),
      this.invitations.listFor(viewer),
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
        leads={({ _id }) => viewer.facilitates(_id)}
        asked={asked}
        invited={invited.filter(({ workspace }) => !viewer.belongsTo(workspace._id))}
        requests={requests}
        may={may}
      />
    ));
  }
}
