import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Forbidden } from '../../platform/errors/errors.js';
import { FEED_FORMATS, feedAnswer } from '../../platform/feeds/feeds.js';
import { tagLine } from '../../platform/text/tags.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { Follows, Notifications } from '../notifications/public.js';
import { Keeping } from './keeping.js';
import { HomePage } from './pages/home-page.js';
import { SettingsPage } from './pages/settings-page.js';
import { People } from './people.js';
import { type Workspace, workspacePath } from './workspace.model.js';
import { WorkspaceHome } from './workspace-home.js';
import { WorkspaceLists } from './workspace-lists.js';
import { SettingsInput, SlugParams } from './workspaces.input.js';
import { Workspaces } from './workspaces.js';
import { workspaceRules } from './workspaces.policy.js';

const PEOPLE_ON_HOME = 6;
const WorkspaceFeedParams = SlugParams.extend({ format: z.enum(FEED_FORMATS) });
type WorkspaceFeedParams = z.infer<typeof WorkspaceFeedParams>;

/** One workspace: its home, its feed, its settings. */
@Controller('workspaces/:slug')
export class WorkspaceController {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(WorkspaceHome) private readonly home: WorkspaceHome,
    @Inject(WorkspaceLists) private readonly lists: WorkspaceLists,
    @Inject(People) private readonly people: People,
    @Inject(Keeping) private readonly keeping: Keeping,
    @Inject(Notifications) private readonly notifications: Notifications,
    @Inject(Follows) private readonly follows: Follows,
  ) {}

  @Get()
  @Open()
  async show(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    const [around, content, facilitators, people, asked, way] = await Promise.all([
      this.home.around(viewer, workspace),
      this.home.content(viewer, workspace),
      this.people.facilitatorsFor(viewer, workspace),
      this.people.latestIn(workspace, PEOPLE_ON_HOME),
      this.lists.isAskedBy(viewer, workspace),
      this.follows.wayOf(viewer, { kind: 'workspace', target: workspace._id.toHexString() }),
    ]);
    if (viewer.member) await this.notifications.read(viewer, `workspace:${workspace._id.toHexString()}`);
    return page((ui) => (
      <HomePage
        ui={ui}
        around={around}
        content={content}
        facilitators={facilitators}
        people={people}
        asked={asked && !viewer.belongsTo(workspace._id)}
        way={way}
      />
    ));
  }

  /** Everything in it. */
  @Get('feed.:format')
  @Open()
  async feed(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: WorkspaceFeedParams }) { slug, format }: WorkspaceFeedParams,
  ) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    return feedAnswer(await this.home.feedFor(viewer, workspace), format);
  }

  @Get('settings')
  @Confirmed()
  async settingsPage(@CurrentViewer() viewer: Viewer, @Param({ schema: SlugParams }) { slug }: SlugParams) {
    const workspace = await this.workspaces.findFor(viewer, slug);
    return this.settingsForm(viewer, workspace, filledWith(valuesOf(workspace)));
  }

  @Post('settings')
  @Confirmed()
  @ShowAgain<WorkspaceController>((self, { viewer, params, form }) =>
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
