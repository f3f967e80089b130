import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Confirmed, Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { FeedParams, feedAnswer } from '../../platform/feeds/feeds.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { filledWith, ShowAgain } from '../../platform/web/show-again.js';
import { SiteSettings } from '../accounts/public.js';
import { CreateForms } from './create-forms.js';
import { Founding } from './founding.js';
import { ListPage } from './pages/list-page.js';
import { workspacePath } from './workspace.model.js';
import { WorkspaceLists } from './workspace-lists.js';
import { NewWorkspace, WorkspaceQuery } from './workspaces.input.js';
import { creationRules } from './workspaces.policy.js';

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
      <ListPage
        ui={ui}
        listing={listing}
        query={query}
        languages={languages}
        leads={({ _id }) => viewer.facilitates(_id)}
        may={may}
      />
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
