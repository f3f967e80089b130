import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import type { TagField } from '../../platform/database/fields.js';
import { newId } from '../../platform/database/ids.js';
import { RENDERER_VERSION } from '../../platform/text/markdown.js';
import type { MemberId } from '../accounts/public.js';
import type { WorkspaceId } from '../workspaces/public.js';
import type { Discussion, DiscussionId } from './discussion.model.js';
import type { Reply } from './reply.model.js';

/** A text with what is shown of it: an import renders it as its source did. */
export interface ImportedText {
  source: string;
  html: string;
}

export interface ImportedDiscussion extends ImportedText {
  /** Source and id there, such as `stackexchange:ebooks:q:12`: what makes the import repeatable. */
  key: string;
  workspace: WorkspaceId | null;
  author: MemberId;
  title: string;
  language: string;
  tags: TagField[];
  createdAt: Date;
  editedAt?: Date | null;
  closed?: { at: Date; by: MemberId } | null;
}

export interface ImportedReply extends ImportedText {
  key: string;
  author: MemberId;
  language: string;
  at: Date;
  editedAt?: Date | null;
}

/** Verbs of imports: dates and authors are given, nobody is notified, and the same again changes what is there instead of doubling it. */
@Injectable()
export class ImportedDiscussions {
  constructor(
    @InjectModel('Discussion') private readonly discussions: Model<Discussion>,
    @InjectModel('Reply') private readonly replies: Model<Reply>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns its id, and whether it was not there before. Tell `tags` about it, for no fact is recorded. */
  async put({ key, ...given }: ImportedDiscussion): Promise<{ id: DiscussionId; made: boolean }> {
    const fresh = {
      _id: newId<'discussion'>(),
      activeAt: given.createdAt,
      lastReplyAt: null,
      replyCount: 0,
      history: [],
      pinned: null,
      moved: null,
      removed: null,
      sentAs: `import:${key}`,
      'imported.at': this.clock.now(),
    };
    const fields = { editedAt: null, closed: null, ...given, rendererVersion: RENDERER_VERSION };
    const { upsertedId } = await this.discussions.updateOne(
      { 'imported.key': key },
      { $set: fields, $setOnInsert: fresh },
      { upsert: true },
    );
    if (upsertedId) return { id: fresh._id, made: true };
    const found = await this.discussions.findOne({ 'imported.key': key }, { _id: 1 }).lean<Pick<Discussion, '_id'>>();
    if (!found) throw new Error(`${key} was there and is gone`);
    return { id: found._id, made: false };
  }

  /**
   * The replies of one discussion, in their order. Those that are there already keep their place; new ones come after the last.
   * @returns how many were not there before.
   */
  async putReplies(discussion: DiscussionId, given: ImportedReply[]): Promise<{ made: number; updated: number }> {
    const keys = given.map(({ key }) => key);
    const known = await this.replies
      .find({ 'imported.key': { $in: keys } }, { 'imported.key': 1 })
      .lean<Pick<Reply, 'imported'>[]>();
    const there = new Set(known.map(({ imported }) => imported?.key));
    const fresh = given.filter(({ key }) => !there.has(key));
    const last = await this.last(discussion);
    const now = this.clock.now();
    await this.replies.insertMany(
      fresh.map(({ key, ...reply }, at) => ({
        ...reply,
        discussion,
        seq: (last?.seq ?? 0) + at + 1,
        rendererVersion: RENDERER_VERSION,
        sentAs: `import:${key}`,
        imported: { key, at: now },
      })),
    );
    for (const { key, ...reply } of given.filter(({ key }) => there.has(key)))
      await this.replies.updateOne({ 'imported.key': key }, { $set: reply });
    await this.recount(discussion);
    return { made: fresh.length, updated: there.size };
  }

  private async recount(discussion: DiscussionId): Promise<void> {
    const last = await this.last(discussion);
    if (!last) return;
    const latest = await this.replies
      .find({ discussion }, { at: 1 })
      .sort({ at: -1 })
      .limit(1)
      .lean<Pick<Reply, 'at'>[]>();
    const at = latest[0]?.at ?? last.at;
    await this.discussions.updateOne(
      { _id: discussion },
      { $max: { replyCount: last.seq, lastReplyAt: at, activeAt: at } },
    );
  }

  private last(discussion: DiscussionId): Promise<Pick<Reply, 'seq' | 'at'> | null> {
    return this.replies.findOne({ discussion }, { seq: 1, at: 1 }).sort({ seq: -1 }).lean<Pick<Reply, 'seq' | 'at'>>();
  }
}
