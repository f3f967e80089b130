import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';
import { Forbidden, NotFound } from '../../platform/errors/errors.js';
import { go, page } from '../../platform/web/answers.js';
import { objectId } from '../../platform/web/input.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { EMPTY_FORM, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { Doors } from './doors.js';
import { Inviting } from './inviting.js';
import { AskPage } from './pages/ask-page.js';
import { PeoplePages } from './people-pages.js';
import { workspacePath } from './workspace.model.js';
import { WorkspaceHome } from './workspace-home.js';
import { InviteInput, JoinInput, SlugParams } from './workspaces.input.js';
import { Workspaces } from './workspaces.js';
import { workspaceRules } from './workspaces.policy.js';

const InvitationParams = SlugParams.extend({ id: objectId });
type InvitationParams = z.infer<typeof InvitationParams>;

/** Into a workspace. The way out is in `leaving.controller.tsx`. */
@Controller('workspaces/:slug')
export class MembershipController {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(WorkspaceHome) private readonly home: WorkspaceHome,
    @Inject(Doors) private readonly doors: Doors,
    @Inject(Inviting) private readonly inviting: Inviting,
    @Inject(PeoplePages) private readonly peoplePages: PeoplePages,
  ) {}

  @Get('membership')
  @Confirmed()
  askPage(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    return this.askForm(viewer, slug, EMPTY_FORM);
  }

  async askForm(viewer: Viewer, slug: string, form: TypedForm) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    if (!workspaceRules.askToJoin(viewer, workspace)) return go(workspacePath(workspace));
    const around = await this.home.around(viewer, workspace);
    return page((ui) => <AskPage ui={ui} around={around} form={shownForm(ui, form)} />);
  }

  /** Joins where that is open to all, asks where somebody has to say yes. */
  @Post('membership')
  @Confirmed()
  @ShowAgain<MembershipController>((self, { viewer, params, form }) => self.askAgain(viewer, params.slug ?? '', form))
  async join(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: SlugParams }) { slug }: SlugParams,
    @Body({ schema: JoinInput }) { message }: JoinInput,
  ) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    const path = workspacePath(workspace);
    if (workspace.visibility === 'members' && !viewer.belongsTo(workspace._id)) {
      await this.doors.ask(viewer, workspace, message);
      return go(path, { key: 'workspaces.flash.asked', stored: `ask-${workspace.slug}` });
    }
    await this.doors.join(viewer, workspace);
    return go(path, { key: 'workspaces.flash.joined', params: { workspace: workspace.name } });
  }

  async askAgain(viewer: Viewer, slug: string, form: TypedForm) {
    const shown = await this.askForm(viewer, slug, form);
    if (!('render' in shown)) throw new Forbidden();
    return shown;
  }

  @Post('invitations')
  @Confirmed()
  @ShowAgain<MembershipController>((self, { viewer, params, form }) =>
    self.peoplePages.show(viewer, params.slug ?? '', form),
  )
  async invite(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: SlugParams }) { slug }: SlugParams,
    @Body({ schema: InviteInput }) input: InviteInput,
  ) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    const path = workspacePath(workspace);
    await this.inviting.invite(viewer, workspace, input);
    return go(`${path}/people#invite`, {
      key: 'workspaces.flash.invited',
      params: { count: input.emails.length },
      stored: `invite-${path}`,
    });
  }

  @Post('invitations/:id/withdrawal')
  @Confirmed()
  async withdraw(@CurrentViewer() viewer: Viewer, @Param({ schema: InvitationParams }) { slug, id }: InvitationParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    const invitation = parseId<'invitation'>(id);
    if (!invitation) throw new NotFound();
    await this.inviting.withdraw(viewer, workspace, invitation);
    return go(`${workspacePath(workspace)}/people#invite`, { key: 'workspaces.flash.invitationWithdrawn' });
  }
}
