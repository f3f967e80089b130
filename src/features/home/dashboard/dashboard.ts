import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Contents, type Latest, type Unfinished } from '../../../platform/content/contents.js';
import { SignInNeeded } from '../../../platform/errors/errors.js';
import { type MemberId, Members } from '../../accounts/public.js';
import { type DescribedFollow, Follows, type ListedNotification, Notifications } from '../../notifications/public.js';
import { type Workspace, WorkspaceLists } from '../../workspaces/public.js';
import { Visits } from './visits.js';

const LATEST = 8;
const NOTIFICATIONS = 5;
const UNFINISHED = 5;

export interface DashboardContent {
  /** When the reader was here before. */
  before: Date | null;
  latest: Latest[];
  workspaces: Workspace[];
  notifications: ListedNotification[];
  unread: number;
  unfinished: Unfinished[];
  follows: DescribedFollow[];
  steps: NewcomerSteps | null;
}

/** What a newcomer has done, and what not. */
export interface NewcomerSteps {
  profile: boolean;
  workspace: boolean;
  follow: boolean;
  wrote: boolean;
}

/** What concerns one member. */
@Injectable()
export class Dashboard {
  constructor(
    @Inject(Visits) private readonly visits: Visits,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(WorkspaceLists) private readonly workspaces: WorkspaceLists,
    @Inject(Notifications) private readonly notifications: Notifications,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Members) private readonly members: Members,
  ) {}

  async openFor(viewer: Viewer): Promise<DashboardContent> {
    if (!viewer.id) throw new SignInNeeded();
    const [before, workspaces, notifications, unread, unfinished, follows] = await Promise.all([
      this.visits.remember(viewer.id),
      this.workspaces.mineFor(viewer),
      this.notifications.listFor(viewer, { limit: NOTIFICATIONS }),
      this.notifications.unreadFor(viewer),
      this.contents.unfinishedFor(viewer, UNFINISHED),
      this.follows.describedFor(viewer),
    ]);
    const latest = await this.latestIn(viewer, workspaces);
    const steps = await this.stepsOf(viewer, viewer.id, { workspaces, follows });
    return { before, latest, workspaces, notifications: notifications.items, unread, unfinished, follows, steps };
  }

  private async latestIn(viewer: Viewer, workspaces: Workspace[]): Promise<Latest[]> {
    if (workspaces.length === 0) return [];
    return this.contents.latest(viewer, { within: workspaces.map(({ _id }) => _id), limit: LATEST });
  }

  private async stepsOf(
    viewer: Viewer,
    id: MemberId,
    { workspaces, follows }: { workspaces: Workspace[]; follows: DescribedFollow[] },
  ): Promise<NewcomerSteps | null> {
    const [member, wrote] = await Promise.all([this.members.byId(id), this.contents.wroteFor(viewer, id)]);
    const done = {
      profile: Boolean(member?.country && member.languages.length > 0 && member.interests.length > 0),
      workspace: workspaces.length > 0,
      follow: follows.length > 0,
      wrote,
    };
    return Object.values(done).every(Boolean) ? null : done;
  }
}
