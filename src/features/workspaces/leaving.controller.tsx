import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Confirmed } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/errors/errors.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { EMPTY_FORM, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { Doors } from './doors.js';
import { Facilitators } from './facilitators.js';
import { HandOverPage } from './pages/hand-over-page.js';
import { People } from './people.js';
import { type Workspace, workspacePath } from './workspace.model.js';
import { WorkspaceHome } from './workspace-home.js';
import { LeaveInput, SlugParams } from './workspaces.input.js';
import { Workspaces } from './workspaces.js';

const MAX_OFFERED = 200;

/** Out of a workspace. The last facilitator is asked who takes over. */
@Controller('workspaces/:slug/membership/end')
export class LeavingController {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(WorkspaceHome) private readonly home: WorkspaceHome,
    @Inject(Doors) private readonly doors: Doors,
    @Inject(Facilitators) private readonly facilitators: Facilitators,
    @Inject(People) private readonly people: People,
  ) {}

  @Get()
  @Confirmed()
  async handOverPage(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    if (!viewer.facilitates(workspace._id)) throw new NotFound();
    return this.asked(viewer, workspace, EMPTY_FORM);
  }

  /** Leaves, or takes the request back. */
  @Post()
  @Confirmed()
  @ShowAgain<LeavingController>((self, { viewer, params, form }) => self.askAgain(viewer, params.slug ?? '', form))
  async leave(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: SlugParams }) { slug }: SlugParams,
    @Body({ schema: LeaveInput }) { successor }: LeaveInput,
  ) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    if (!viewer.belongsTo(workspace._id)) {
      await this.doors.withdraw(viewer, workspace);
      return go(workspacePath(workspace), { key: 'workspaces.flash.withdrawn' });
    }
    if (successor !== undefined) await this.handOver(viewer, workspace, successor);
    else if (!(await this.left(viewer, workspace))) return go(`${workspacePath(workspace)}/membership/end`);
    return go('/workspaces/yours', { key: 'workspaces.flash.left', params: { workspace: workspace.name } });
  }

  async askAgain(viewer: Viewer, slug: string, form: TypedForm) {
    return this.asked(viewer, await this.workspaces.findFor(viewer, slug), form);
  }

  private async asked(viewer: Viewer, workspace: Workspace, form: TypedForm) {
    const [around, { items }] = await Promise.all([
      this.home.around(viewer, workspace),
      this.people.listFor(viewer, workspace, { limit: MAX_OFFERED }),
    ]);
    const others = items.map(({ handle, name }) => ({ value: handle, label: `${name} (@${handle})` }));
    return page((ui) => <HandOverPage ui={ui} around={around} form={shownForm(ui, form)} others={others} />);
  }

  private async handOver(viewer: Viewer, workspace: Workspace, handle: string): Promise<void> {
    if (!viewer.facilitates(workspace._id)) throw new Forbidden();
    try {
      await this.facilitators.handOver(viewer, workspace, await this.people.find(handle));
    } catch (error) {
      if (error instanceof Conflict || error instanceof NotFound)
        throw Invalid.field('successor', 'workspaces.notHere');
      throw error;
    }
  }

  /** @returns false for the last facilitator, who stays. */
  private async left(viewer: Viewer, workspace: Workspace): Promise<boolean> {
    try {
      await this.facilitators.leave(viewer, workspace);
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      throw error;
    }
  }
}
