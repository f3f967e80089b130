import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import type { ContentRange } from '../../platform/content/contents.js';
import { type Id, parseId } from '../../platform/database/ids.js';
import type { Discussion } from './discussion.model.js';
import { visibleDiscussions } from './discussions.policy.js';
import type { Reply } from './reply.model.js';

/** Enough to know whether somebody takes part where the viewer may look. */
const RECENT_REPLIES = 100;

/** Discussions by the day they were opened, or last active, for feeds and for pages that combine. */
@Injectable()
export class NewestDiscussions {
  constructor(
    @InjectModel('Discussion') private readonly discussions: Model<Discussion>,
    @InjectModel('Reply') private readonly replies: Model<Reply>,
  ) {}

  /** Whole, the newest first. */
  newest(viewer: Viewer, range: ContentRange): Promise<Discussion[]> {
    return this.discussions
      .find(filterOf(viewer, range))
      .sort({ createdAt: -1, _id: -1 })
      .limit(range.limit)
      .lean<Discussion[]>();
  }

  lastActive(viewer: Viewer, range: ContentRange): Promise<Discussion[]> {
    return this.discussions
      .find(filterOf(viewer, range), { source: 0, html: 0, outbox: 0 })
      .sort({ activeAt: -1, _id: -1 })
      .limit(range.limit)
      .lean<Discussion[]>();
  }

  /** All of them, oldest first, a part at a time. */
  part(viewer: Viewer, { skip, limit }: { skip: number; limit: number }): Promise<Discussion[]> {
    return this.discussions
      .find(visibleDiscussions(viewer), { source: 0, html: 0, outbox: 0 })
      .sort({ createdAt: 1, _id: 1 })
      .skip(skip)
      .limit(limit)
      .lean<Discussion[]>();
  }

  /** Those of these ids that the viewer sees. */
  these(viewer: Viewer, ids: string[]): Promise<Discussion[]> {
    const wanted = ids.flatMap((id) => parseId<'discussion'>(id) ?? []);
    return this.discussions.find({ _id: { $in: wanted }, ...visibleDiscussions(viewer) }).lean<Discussion[]>();
  }

  /** Whether one of a member's latest replies stands where the viewer may read it. */
  async answeredFor(viewer: Viewer, author: Id<'member'>): Promise<boolean> {
    const replies = await this.replies
      .find({ author, removed: null }, { discussion: 1 })
      .sort({ at: -1 })
      .limit(RECENT_REPLIES)
      .lean<Pick<Reply, 'discussion'>[]>();
    const _id = { $in: replies.map(({ discussion }) => discussion) };
    return (await this.discussions.exists({ _id, ...visibleDiscussions(viewer) })) !== null;
  }

  count(viewer: Viewer, range: Pick<ContentRange, 'by'> = {}): Promise<number> {
    return this.discussions.countDocuments(filterOf(viewer, range));
  }
}

const filterOf = (viewer: Viewer, { by, within }: Omit<ContentRange, 'limit'>) => ({
  ...visibleDiscussions(viewer),
  ...(by && { author: by }),
  ...(within && { workspace: { $in: within.filter((id) => viewer.sees(id)) } }),
});
