import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Contents, type Unfinished } from '../../../platform/content/contents.js';
import type { Latest } from '../../../platform/content/latest.js';
import { SignInNeeded } from '../../../platform/errors/errors.js';
import { type MemberId, Members } from '../../accounts/public.js';
import { type DescribedFollow, Follows, type ListedNotification, Notifications } from '../../notifications/public.js';
import { type Workspace, WorkspaceLists } from '../../workspaces/public.js';
import type { Visit } from './visit.model.js';

const LATEST = 8;
const NOTIFICATIONS = 5;
const UNFINISHED = 5;
/** Looking again within this time is still the same visit. */
const VISIT_MS = 30 * 60_000;

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
    @InjectModel('Visit') private readonly visits: Model<Visit>,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(WorkspaceLists) private readonly workspaces: WorkspaceLists,
    @Inject(Notifications) private readonly notifications: Notifications,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Members) private readonly members: Members,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async openFor(viewer: Viewer): Promise<DashboardContent> {
    if (!viewer.id) throw new SignInNeeded();
    const [before, workspaces, notifications, unread, unfinished, follows] = await Promise.all([
      this.visit(viewer.id),
      this.workspaces.mineFor(viewer),
      this.notifications.listFor(viewer, { limit: NOTIFICATIONS }),
      this.notifications.unreadFor(viewer),
      this.unfinished(viewer),
      this.follows.describedFor(viewer),
    ]);
    const latest = await this.latestIn(viewer, workspaces);
    const steps = await this.stepsOf(viewer, viewer.id, { workspaces, follows });
    return { before, latest, workspaces, notifications: notifications.items, unread, unfinished, follows, steps };
  }

  /** Remembers this visit. @returns when the one before it was. */
  private async visit(member: MemberId): Promise<Date | null> {
    const now = this.clock.now();
    const known = await this.visits.findById(member).lean<Visit>();
    if (known && now.getTime() - known.at.getTime() < VISIT_MS) return known.before;
    const before = known?.at ?? null;
    await this.visits.updateOne({ _id: member }, { $set: { at: now, before } }, { upsert: true });
    return before;
  }

  private async latestIn(viewer: Viewer, workspaces: Workspace[]): Promise<Latest[]> {
    if (workspaces.length === 0) return [];
    const within = workspaces.map(({ _id }) => _id);
    const latest = await Promise.all(
      this.contents.kinds.map(async (kind) => ({
        kind,
        entries: await kind.latest(viewer, { within, limit: LATEST }),
      })),
    );
    return latest.filter(({ entries }) => entries.length > 0);
  }

  private async unfinished(viewer: Viewer): Promise<Unfinished[]> {
    const lists = await Promise.all(
      this.contents.kinds.map(async (kind) => kind.unfinished?.(viewer, UNFINISHED) ?? []),
    );
    return lists
      .flat()
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, UNFINISHED);
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
