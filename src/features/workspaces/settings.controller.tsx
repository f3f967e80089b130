import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Confirmed } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Forbidden } from '../../platform/errors/errors.js';
import { tagLine } from '../../platform/text/tags.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { Keeping } from './keeping.js';
import { SettingsPage } from './pages/settings-page.js';
import { type Workspace, workspacePath } from './workspace.model.js';
import { WorkspaceHome } from './workspace-home.js';
import { SettingsInput, SlugParams } from './workspaces.input.js';
import { Workspaces } from './workspaces.js';
import { workspaceRules } from './workspaces.policy.js';

/** What a workspace says of itself, and closing it for a while. */
@Controller('workspaces/:slug')
export class SettingsController {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(WorkspaceHome) private readonly home: WorkspaceHome,
    @Inject(Keeping) private readonly keeping: Keeping,
  ) {}

  @Get('settings')
  @Confirmed()
  async settingsPage(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    return this.settingsForm(viewer, workspace, filledWith(valuesOf(workspace)));
  }

  @Post('settings')
  @Confirmed()
  @ShowAgain<SettingsController>((self, { viewer, params, form }) =>
    self.settingsAgain(viewer, params.slug ?? '', form),
  )
  async change(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: SlugParams }) { slug }: SlugParams,
    @Body({ schema: SettingsInput }) input: SettingsInput,
  ) {
    const changed = await this.keeping.change(viewer, await this.workspaces.findFor(viewer, slug), input);
    return go(`${workspacePath(changed)}/settings`, { key: 'workspaces.flash.changed' });
  }

  @Post('archiving')
  @Confirmed()
  async archive(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    await this.keeping.archive(viewer, workspace);
    return go(workspacePath(workspace), { key: 'workspaces.flash.archived' });
  }

  @Post('restoration')
  @Confirmed()
  async restore(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    await this.keeping.restore(viewer, workspace);
    return go(workspacePath(workspace), { key: 'workspaces.flash.restored' });
  }

  async settingsAgain(viewer: Viewer, slug: string, form: TypedForm) {
    return this.settingsForm(viewer, await this.workspaces.findFor(viewer, slug), form);
  }

  private async settingsForm(viewer: Viewer, workspace: Workspace, form: TypedForm) {
    if (!workspaceRules.facilitate(viewer, workspace)) throw new Forbidden();
    const [around, suggestions] = await Promise.all([
      this.home.around(viewer, workspace),
      this.home.suggestedTags(viewer),
    ]);
    return page((ui) => <SettingsPage ui={ui} around={around} form={shownForm(ui, form)} suggestions={suggestions} />);
  }
}

const valuesOf = ({ name, slug, purpose, description, language, tags, visibility }: Workspace) => ({
  name,
  slug,
  purpose,
  description,
  language,
  visibility,
  tags: tagLine(tags),
});
