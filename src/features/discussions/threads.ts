import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { sameId } from '../../platform/database/ids.js';
import { type MemberId, Members } from '../accounts/public.js';
import type { Discussion } from './discussion.model.js';
import type { NewsQuery, ThreadQuery } from './discussions.input.js';
import type { Held, Place } from './discussions.policy.js';
import { discussionPath, replyPath } from './paths.js';
import { Replies } from './replies.js';
import type { Reply } from './reply.model.js';
import { type People, personOf, type ShownDiscussion, type ShownReply, shownPlace, shownTags } from './shown.js';

export const PAGE = 50;
const NEWS_AT_ONCE = 100;

/** One page of a discussion. */
export interface ThreadPage {
  replies: ShownReply[];
  /** From 1. */
  page: number;
  pages: number;
  /** Places on this page, and the last of all. */
  from: number;
  to: number;
  last: number;
}

/** What an open page has missed, in order. */
export interface News {
  replies: ShownReply[];
  last: number;
  /** There is more: ask again from `last`. */
  more: boolean;
}

/** Reads of one discussion. Whoever calls has found it through a viewer. */
@Injectable()
export class Threads {
  constructor(
    @InjectModel('Reply') private readonly replies: Model<Reply>,
    @Inject(Replies) private readonly all: Replies,
    @Inject(Members) private readonly members: Members,
  ) {}

  async page({ discussion, place }: Held, { page = 1, reply }: ThreadQuery): Promise<ThreadPage> {
    const last = await this.all.lastSeq(discussion._id);
    const pages = Math.max(1, Math.ceil(last / PAGE));
    const shown = Math.min(pages, reply ? Math.ceil(reply / PAGE) : page);
    const [from, to] = [(shown - 1) * PAGE + 1, Math.min(last, shown * PAGE)];
    const found = await this.between(discussion, from, to);
    return { replies: await this.present(discussion, place, found), page: shown, pages, from, to, last };
  }

  /** After a lost line: every reply after the last one known, and those on the page that were changed since. */
  async news({ discussion, place }: Held, { from, after, have }: NewsQuery): Promise<News> {
    const added = await this.after(discussion, after, NEWS_AT_ONCE + 1);
    const news = added.slice(0, NEWS_AT_ONCE);
    const changed = await this.replies
      .find({ discussion: discussion._id, seq: { $gte: from, $lte: after }, revision: { $gt: 0 } })
      .sort({ seq: 1 })
      .lean<Reply[]>();
    const unknown = changed.filter(({ seq, revision }) => revision > (have.get(seq) ?? 0));
    return {
      replies: await this.present(discussion, place, [...unknown, ...news]),
      last: news.at(-1)?.seq ?? after,
      more: added.length > NEWS_AT_ONCE,
    };
  }

  lastSeq({ discussion }: Held): Promise<number> {
    return this.all.lastSeq(discussion._id);
  }

  /** Replies by their place: what comes after `seq` is exactly what somebody who has seen `seq` has not. */
  after(discussion: Pick<Discussion, '_id'>, seq: number, limit: number): Promise<Reply[]> {
    return this.replies
      .find({ discussion: discussion._id, seq: { $gt: seq } })
      .sort({ seq: 1 })
      .limit(limit)
      .lean<Reply[]>();
  }

  /** The last ones first, without those that were removed: for feeds. */
  latest(discussion: Pick<Discussion, '_id'>, limit: number): Promise<Reply[]> {
    return this.replies
      .find({ discussion: discussion._id, removed: null })
      .sort({ seq: -1 })
      .limit(limit)
      .lean<Reply[]>();
  }

  private between({ _id }: Discussion, from: number, to: number): Promise<Reply[]> {
    return this.replies
      .find({ discussion: _id, seq: { $gte: from, $lte: to } })
      .sort({ seq: 1 })
      .lean<Reply[]>();
  }

  async present(discussion: Discussion, place: Place, replies: Reply[]): Promise<ShownReply[]> {
    const people = await this.members.named(replies.map(({ author }) => author));
    const path = discussionPath(place, discussion);
    return replies.map((reply) => shownReply(reply, place, people, path));
  }

  async presentOne({ discussion, place }: Held, reply: Reply): Promise<ShownReply> {
    const people = await this.members.named([reply.author]);
    return shownReply(reply, place, people, discussionPath(place, discussion));
  }

  async presentDiscussion({ discussion, place }: Held): Promise<ShownDiscussion> {
    const { closed } = discussion;
    const people = await this.members.named([discussion.author, ...(closed ? [closed.by] : [])]);
    return {
      id: discussion._id.toHexString(),
      title: discussion.title,
      language: discussion.language,
      html: discussion.html,
      path: discussionPath(place, discussion),
      author: personOf(people, discussion.author),
      facilitates: leads(place, discussion.author),
      place: shownPlace(place),
      createdAt: discussion.createdAt,
      editedAt: discussion.editedAt,
      tags: shownTags(discussion.tags),
      closed: closed && { at: closed.at, by: personOf(people, closed.by) },
      pinned: discussion.pinned !== null,
    };
  }
}

const leads = (place: Place, member: MemberId): boolean =>
  place?.facilitators.some((id) => sameId(id, member)) ?? false;

function shownReply(reply: Reply, place: Place, people: People, path: string): ShownReply {
  const { seq, revision, at, language } = reply;
  const removed = reply.removed !== null;
  return {
    seq,
    revision,
    author: personOf(people, reply.author),
    authorId: reply.author,
    facilitates: leads(place, reply.author),
    at,
    edited: removed ? null : reply.editedAt,
    removed,
    language,
    html: removed ? '' : reply.html,
    path: replyPath(path, seq),
  };
}
