import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { Confirmed, Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { CursorQuery } from '../../platform/api/api.js';
import { go } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { EMPTY_FORM } from '../../platform/web/show-again.js';
import { Doors } from './doors.js';
import { Facilitators } from './facilitators.js';
import { People } from './people.js';
import { PeoplePages } from './people-pages.js';
import { type Workspace, workspacePath } from './workspace.model.js';
import { PersonParams, SlugParams } from './workspaces.input.js';
import { Workspaces } from './workspaces.js';

const peoplePath = (workspace: Workspace, at = '') => `${workspacePath(workspace)}/people${at}`;

/** Who is in a workspace; for facilitators, who may come in and who leads. */
@Controller('workspaces/:slug/people')
export class PeopleController {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(People) private readonly people: People,
    @Inject(Doors) private readonly doors: Doors,
    @Inject(Facilitators) private readonly facilitators: Facilitators,
    @Inject(PeoplePages) private readonly pages: PeoplePages,
  ) {}

  @Get()
  @Open()
  async list(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: SlugParams }) { slug }: SlugParams,
    @Query({ schema: CursorQuery }) { after }: CursorQuery,
  ) {
    return this.pages.show(viewer, slug, EMPTY_FORM, after);
  }

  @Post(':handle/acceptance')
  @Confirmed()
  async accept(@CurrentViewer() viewer: Viewer, @Param({ schema: PersonParams }) { slug, handle }: PersonParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    await this.doors.accept(viewer, workspace, await this.people.find(handle));
    return go(peoplePath(workspace), { key: 'workspaces.flash.accepted' });
  }

  @Post(':handle/refusal')
  @Confirmed()
  async refuse(@CurrentViewer() viewer: Viewer, @Param({ schema: PersonParams }) { slug, handle }: PersonParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    await this.doors.refuse(viewer, workspace, await this.people.find(handle));
    return go(peoplePath(workspace), { key: 'workspaces.flash.refused' });
  }

  @Post(':handle/removal')
  @Confirmed()
  async remove(@CurrentViewer() viewer: Viewer, @Param({ schema: PersonParams }) { slug, handle }: PersonParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    await this.facilitators.remove(viewer, workspace, await this.people.find(handle));
    return go(peoplePath(workspace), { key: 'workspaces.flash.removed' });
  }

  @Post(':handle/facilitation')
  @Confirmed()
  async promote(@CurrentViewer() viewer: Viewer, @Param({ schema: PersonParams }) { slug, handle }: PersonParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    await this.facilitators.make(viewer, workspace, await this.people.find(handle));
    return go(peoplePath(workspace), { key: 'workspaces.flash.promoted' });
  }

  @Post(':handle/facilitation/end')
  @Confirmed()
  async demote(@CurrentViewer() viewer: Viewer, @Param({ schema: PersonParams }) { slug, handle }: PersonParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    await this.facilitators.stepDown(viewer, workspace, await this.people.find(handle));
    return go(peoplePath(workspace), { key: 'workspaces.flash.demoted' });
  }
}
