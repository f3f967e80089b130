import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { allOf, bring, hereAmong, type Outcome } from '../../platform/database/bring.js';
import type { TagField } from '../../platform/database/fields.js';
import type { MemberId } from '../accounts/public.js';
import { Tagging } from '../tags/public.js';
import type { WorkspaceId } from '../workspaces/public.js';
import { taggedThing } from './consequences/counting.js';
import type { Discussion, DiscussionId } from './discussion.model.js';
import type { Reply, ReplyId } from './reply.model.js';
import { opening, written } from './written.js';

export interface ImportedDiscussion {
  id: DiscussionId;
  key: string;
  /** null in the open forum. */
  workspace: WorkspaceId | null;
  author: MemberId;
  title: string;
  language: string;
  /** Markdown. */
  source: string;
  tags: TagField[];
  createdAt: Date;
  editedAt: Date | null;
  closedAt: Date | null;
  pinnedAt: Date | null;
}

export interface ImportedReply {
  id: ReplyId;
  key: string;
  discussion: DiscussionId;
  author: MemberId;
  /** As the discussion's where none is given. */
  language: string | null;
  source: string;
  at: Date;
  editedAt: Date | null;
  removedAt: Date | null;
}

/** What imports write into discussions: many at once, with their own authors and dates, told to nobody. */
@Injectable()
export class ImportedDiscussions {
  constructor(
    @InjectModel('Discussion') private readonly discussions: Model<Discussion>,
    @InjectModel('Reply') private readonly replies: Model<Reply>,
    @Inject(Tagging) private readonly tagging: Tagging,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async put(batch: ImportedDiscussion[]): Promise<Map<string, Outcome>> {
    const brought = batch.map(({ id, key, closedAt, pinnedAt, source, ...given }) => ({
      _id: id,
      key,
      given: {
        ...given,
        source,
        closed: closedAt && { at: closedAt, by: given.author },
        pinned: pinnedAt && { at: pinnedAt, by: given.author },
      },
      made: () => opening(source),
    }));
    const outcomes = await bring(this.discussions, brought, this.clock.now(), (fresh) =>
      fresh.map(({ key, given }) => ({ activeAt: given.createdAt, sentAs: `import:${key}` })),
    );
    await this.tag([...outcomes.keys()]);
    return outcomes;
  }

  known(ids: DiscussionId[]): Promise<Set<string>> {
    return hereAmong(this.discussions, ids);
  }

  /** When something was last said in the discussions of a workspace. */
  async lastSaidIn(workspace: WorkspaceId): Promise<Date | null> {
    const last = await this.discussions
      .findOne({ workspace, removed: null }, { activeAt: 1 })
      .sort({ activeAt: -1 })
      .lean<Pick<Discussion, 'activeAt'>>();
    return last?.activeAt ?? null;
  }

  /** In their order, of whichever discussions. Those that are there keep their place; new ones come after the last. */
  async putReplies(batch: ImportedReply[]): Promise<Map<string, Outcome>> {
    const about = await this.aboutThem(batch.map(({ discussion }) => discussion));
    const brought = batch.map(({ id, key, source, removedAt, language, ...given }) => ({
      _id: id,
      key,
      given: {
        ...given,
        source,
        language: language ?? about.get(given.discussion.toHexString())?.language ?? 'en',
        removed: removedAt && { at: removedAt, by: given.author },
      },
      made: () => written(source),
    }));
    const outcomes = await bring(this.replies, brought, this.clock.now(), async (fresh) => {
      const last = await this.lastIn([...about.values()]);
      return fresh.map(({ key, given }) => {
        const discussion = String(given.discussion);
        const seq = (last.get(discussion) ?? 0) + 1;
        last.set(discussion, seq);
        return { seq, sentAs: `import:${key}` };
      });
    });
    await this.recount([...about.values()]);
    return outcomes;
  }

  async *all(): AsyncGenerator<ImportedDiscussion> {
    for await (const { _id, imported, closed, pinned, ...rest } of allOf(this.discussions, { removed: null })) {
      const { workspace, author, title, language, source, tags, createdAt, editedAt } = rest;
      yield {
        id: _id,
        key: imported?.key ?? '',
        ...{ workspace, author, title, language, source, tags, createdAt, editedAt },
        closedAt: closed?.at ?? null,
        pinnedAt: pinned?.at ?? null,
      };
    }
  }

  /** Discussion by discussion, in their order. */
  async *allReplies(): AsyncGenerator<ImportedReply> {
    for await (const { _id: of } of allOf(this.discussions, { removed: null })) {
      const replies = this.replies.find({ discussion: of }).sort({ seq: 1 }).lean<Reply>().cursor();
      for await (const { _id, imported, removed, ...rest } of replies as AsyncIterable<Reply>) {
        const { discussion, author, language, source, at, editedAt } = rest;
        const key = imported?.key ?? '';
        yield { id: _id, key, discussion, author, language, source, at, editedAt, removedAt: removed?.at ?? null };
      }
    }
  }

  private async aboutThem(ids: DiscussionId[]): Promise<Map<string, Pick<Discussion, '_id' | 'language'>>> {
    const found = await this.discussions
      .find({ _id: { $in: ids } }, { language: 1 })
      .lean<Pick<Discussion, '_id' | 'language'>[]>();
    return new Map(found.map((one) => [one._id.toHexString(), one]));
  }

  private async lastIn(discussions: Pick<Discussion, '_id'>[]): Promise<Map<string, number>> {
    const last = new Map<string, number>();
    for (const { _id } of discussions) {
      const reply = await this.replies.findOne({ discussion: _id }, { seq: 1 }).sort({ seq: -1 }).lean<Reply>();
      last.set(_id.toHexString(), reply?.seq ?? 0);
    }
    return last;
  }

  /** What lists show of the replies, from the replies themselves. */
  private async recount(discussions: Pick<Discussion, '_id'>[]): Promise<void> {
    for (const { _id } of discussions) {
      const [latest] = await this.replies
        .aggregate<{ count: number; at: Date }>([
          { $match: { discussion: _id } },
          { $group: { _id: null, count: { $max: '$seq' }, at: { $max: '$at' } } },
        ])
        .exec();
      if (!latest) continue;
      const { count, at } = latest;
      await this.discussions.updateOne({ _id }, { $max: { replyCount: count, lastReplyAt: at, activeAt: at } });
    }
  }

  private async tag(ids: string[]): Promise<void> {
    const found = await this.discussions
      .find({ _id: { $in: ids }, removed: null }, { workspace: 1, tags: 1, createdAt: 1 })
      .lean<Discussion[]>();
    await this.tagging.putAll(found.map(taggedThing));
  }
}
