import { Controller, Get, Inject, Param } from '@nestjs/common';
import { z } from 'zod';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { FEED_FORMATS, feedAnswer } from '../../platform/feeds/feeds.js';
import { page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { Follows, Notifications } from '../notifications/public.js';
import { HomePage } from './pages/home-page.js';
import { People } from './people.js';
import { WorkspaceHome } from './workspace-home.js';
import { WorkspaceLists } from './workspace-lists.js';
import { SlugParams } from './workspaces.input.js';
import { Workspaces } from './workspaces.js';

const PEOPLE_ON_HOME = 6;
const WorkspaceFeedParams = SlugParams.extend({ format: z.enum(FEED_FORMATS) });
type WorkspaceFeedParams = z.infer<typeof WorkspaceFeedParams>;

/** One workspace: its home, and its feed. */
@Controller('workspaces/:slug')
export class WorkspaceController {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(WorkspaceHome) private readonly home: WorkspaceHome,
    @Inject(WorkspaceLists) private readonly lists: WorkspaceLists,
    @Inject(People) private readonly people: People,
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
}
