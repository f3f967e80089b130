import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import type { ContentRange } from '../../platform/content/contents.js';
import { parseId } from '../../platform/database/ids.js';
import type { Discussion } from './discussion.model.js';
import { visibleDiscussions } from './discussions.policy.js';

/** Discussions by the day they were opened, or last active, for feeds and for pages that combine. */
@Injectable()
export class NewestDiscussions {
  constructor(@InjectModel('Discussion') private readonly discussions: Model<Discussion>) {}

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
      .find(filterOf(viewer, range), { source: 0, history: 0, outbox: 0 })
      .sort({ activeAt: -1, _id: -1 })
      .limit(range.limit)
      .lean<Discussion[]>();
  }

  /** All of them, oldest first, a part at a time. */
  part(viewer: Viewer, { skip, limit }: { skip: number; limit: number }): Promise<Discussion[]> {
    return this.discussions
      .find(visibleDiscussions(viewer), { source: 0, html: 0, history: 0, outbox: 0 })
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

  count(viewer: Viewer, range: Pick<ContentRange, 'by'> = {}): Promise<number> {
    return this.discussions.countDocuments(filterOf(viewer, range));
  }
}

const filterOf = (viewer: Viewer, { by, within }: Omit<ContentRange, 'limit'>) => ({
  ...visibleDiscussions(viewer),
  ...(by && { author: by }),
  ...(within && { workspace: { $in: within.filter((id) => viewer.sees(id)) } }),
});
