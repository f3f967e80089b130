import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { NotFound } from '../../platform/errors/errors.js';
import type { MemberId } from '../accounts/public.js';
import type { Follow, FollowKind, FollowTarget, Way } from './follow.model.js';
import type { ReaderId } from './reader.js';

/** What a followed thing is called and where it is; for those who may see it. */
export interface Followed {
  title: string;
  path: string;
}

export type DescribedFollow = Followed & FollowTarget & { way: Way };

const LONGEST_LIST = 500;

type Admit = (viewer: Viewer, target: string) => Promise<Followed | null>;

/** Who wants to hear about what. */
@Injectable()
export class Follows {
  private readonly kinds = new Map<FollowKind, Admit>();

  constructor(
    @InjectModel('Follow') private readonly follows: Model<Follow>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Says that things of this kind can be followed, and by whom: `admit` answers null where the thing does not exist for the viewer. */
  followable(kind: FollowKind, admit: Admit): void {
    this.kinds.set(kind, admit);
  }

  /** What a followed thing is, for one who may see it; null otherwise. */
  async describe(viewer: Viewer, { kind, target }: FollowTarget): Promise<Followed | null> {
    return (await this.kinds.get(kind)?.(viewer, target)) ?? null;
  }

  /** Follows, or changes how. @throws NotFound when it does not exist for them. */
  async follow(viewer: Viewer, what: FollowTarget, way: Way): Promise<Followed> {
    const followed = await this.describe(viewer, what);
    if (!followed || !viewer.id) throw new NotFound();
    await this.set(viewer.id, what, way);
    return followed;
  }

  /** Follows on a member's behalf, because of what they did (started, answered); keeps what they chose before. Safe to repeat. */
  async followUnlessChosen(member: MemberId, what: FollowTarget, way: Way = 'now'): Promise<void> {
    await this.follows.updateOne(
      { member, kind: what.kind, target: what.target },
      { $setOnInsert: { way, since: this.clock.now() } },
      { upsert: true },
    );
  }

  async unfollow(viewer: Viewer, { kind, target }: FollowTarget): Promise<void> {
    if (viewer.id) await this.follows.deleteOne({ member: viewer.id, kind, target });
  }

  /** How the viewer follows it; null when they do not. */
  async wayOf(viewer: Viewer, { kind, target }: FollowTarget): Promise<Way | null> {
    if (!viewer.id) return null;
    const follow = await this.follows
      .findOne({ member: viewer.id, kind, target }, { way: 1 })
      .lean<Pick<Follow, 'way'>>();
    return follow?.way ?? null;
  }

  /** What the viewer follows, newest first; what they may no longer see is left out. */
  async describedFor(viewer: Viewer): Promise<DescribedFollow[]> {
    return viewer.id ? this.describedOf(viewer.id, viewer) : [];
  }

  /** What somebody follows, as the viewer sees it. */
  async describedOf(reader: ReaderId, viewer: Viewer): Promise<DescribedFollow[]> {
    const follows = await this.follows
      .find({ member: reader })
      .sort({ since: -1 })
      .limit(LONGEST_LIST)
      .lean<Follow[]>();
    const described = await Promise.all(
      follows.map(async ({ kind, target, way }) => ({
        kind,
        target,
        way,
        followed: await this.describe(viewer, { kind, target }),
      })),
    );
    return described.flatMap(({ followed, ...follow }) => (followed ? [{ ...follow, ...followed }] : []));
  }

  /** Everybody who follows any of these, each with the way of the first one in the list that they follow. */
  async followersOf(
    targets: FollowTarget[],
  ): Promise<Map<string, { reader: ReaderId; way: Way; because: FollowTarget }>> {
    const followers = new Map<string, { reader: ReaderId; way: Way; because: FollowTarget }>();
    for (const because of targets) {
      const found = await this.follows
        .find({ kind: because.kind, target: because.target }, { member: 1, way: 1 })
        .lean<Pick<Follow, 'member' | 'way'>[]>();
      for (const { member, way } of found) {
        const key = member.toHexString();
        if (!followers.has(key)) followers.set(key, { reader: member, way, because });
      }
    }
    return followers;
  }

  /** Whether they may see it has been asked before. */
  async set(reader: ReaderId, { kind, target }: FollowTarget, way: Way): Promise<void> {
    await this.follows.updateOne(
      { member: reader, kind, target },
      { $set: { way }, $setOnInsert: { since: this.clock.now() } },
      { upsert: true },
    );
  }

  /** Another way of hearing of what somebody follows; what they do not follow stays so. */
  async change(reader: ReaderId, { kind, target }: FollowTarget, way: Way): Promise<void> {
    await this.follows.updateOne({ member: reader, kind, target }, { $set: { way } });
  }
}
