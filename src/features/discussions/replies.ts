import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/duplicate-key.js';
import { isBehind } from '../../platform/database/fields.js';
import { newId, parseId } from '../../platform/database/ids.js';
import { Conflict, Forbidden, NotFound, Overtaken } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import { EDITS, type Limit, Limits } from '../../platform/web/limits.js';
import { refusalIn } from '../workspaces/public.js';
import { type DiscussionId, versionKept } from './discussion.model.js';
import { replyAdded, replyEdited, replyRemoved } from './discussions.facts.js';
import type { EditReplyInput, ReplyInput } from './discussions.input.js';
import { discussionRules, type Held, replyRules } from './discussions.policy.js';
import type { Reply, ReplyId } from './reply.model.js';
import { Turns } from './turns.js';
import { type Enclosed, Writing } from './writing.js';
import { sentAs } from './written.js';

/** Faster than anybody talks, and longer than anybody goes on: each reply is a message to those who want each at once. */
const REPLIES: Limit = { name: 'replies', points: 100, seconds: 60 };
const REPLIES_AN_HOUR: Limit = { name: 'replies-an-hour', points: 600, seconds: 3600 };
/** So often another may take the place first before we give up: no conversation is that fast. */
const TRIES = 500;

type NewReply = Omit<Reply, 'seq' | 'outbox' | 'editedAt' | 'revision' | 'removed' | 'imported'>;

/** Replies: adding, editing, removing. */
@Injectable()
export class Replies {
  private readonly turns = new Turns();

  constructor(
    @InjectModel('Reply') private readonly replies: Model<Reply>,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Writing) private readonly writing: Writing,
  ) {
    facts.carriedBy(replies);
  }

  /** Adds a reply at the next place. Sent again, it answers with the one that is stored. */
  async add(viewer: Viewer, held: Held, input: ReplyInput & Enclosed): Promise<Reply> {
    const { discussion } = held;
    if (!viewer.id) throw new Forbidden();
    const said = [input.text, ...(input.file ? [input.file.name] : [])].join('\n');
    const key = sentAs(discussion._id.toHexString(), input.clientId, said);
    const before = await this.replies.findOne({ author: viewer.id, sentAs: key }).lean<Reply>();
    if (before) return before;
    if (!discussionRules.reply(viewer, held))
      throw discussion.closed ? new Conflict('discussions.closedToReplies') : refusalIn(held.place);
    for (const limit of [REPLIES, REPLIES_AN_HOUR]) await this.limits.count(limit, viewer.id.toHexString());
    const _id = newId<'reply'>();
    const reply: NewReply = {
      _id,
      discussion: discussion._id,
      author: viewer.id,
      language: input.language ?? viewer.writesIn(discussion.language),
      ...(await this.writing.compose(viewer, viewer.id, { kind: 'reply', id: _id }, input.text, input)),
      at: this.clock.now(),
      sentAs: key,
    };
    return this.turns.take(discussion._id.toHexString(), () => this.store(reply));
  }

  /** The unique index on (discussion, seq) decides between processes who gets a place; whoever comes second asks for the next. So n + 1 can only exist after n. */
  private async store(reply: NewReply): Promise<Reply> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const seq = (await this.lastSeq(reply.discussion)) + 1;
      const fact = record(replyAdded, aboutReply({ ...reply, seq }), reply.at);
      try {
        const stored = (await this.replies.create({ ...reply, seq, outbox: [fact] })).toObject();
        await this.facts.announce(this.replies, stored._id);
        return stored;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const sentBefore = await this.replies.findOne({ author: reply.author, sentAs: reply.sentAs }).lean<Reply>();
        if (sentBefore) return sentBefore;
      }
    }
    throw new Conflict('discussions.tooBusy');
  }

  /** The place of the last reply; 0 where nobody has answered yet. */
  async lastSeq(discussion: DiscussionId): Promise<number> {
    const last = await this.replies.findOne({ discussion }, { seq: 1 }).sort({ seq: -1 }).lean<Pick<Reply, 'seq'>>();
    return last?.seq ?? 0;
  }

  /** @throws NotFound */
  async find({ discussion }: Held, seq: number): Promise<Reply> {
    const reply = await this.replies.findOne({ discussion: discussion._id, seq }).lean<Reply>();
    if (!reply) throw new NotFound();
    return reply;
  }

  /** Those of a discussion that show files. */
  async showing(discussion: DiscussionId): Promise<ReplyId[]> {
    const found = await this.replies.find({ discussion, source: /\/attachments\// }, { _id: 1 }).lean<Reply[]>();
    return found.map(({ _id }) => _id);
  }

  async byId(id: string): Promise<Reply | null> {
    return this.replies.findOne({ _id: parseId(id) }).lean<Reply>();
  }

  /** Changes the words of one's own reply; the earlier ones are kept. @throws Overtaken */
  async edit(viewer: Viewer, held: Held, seq: number, input: EditReplyInput & Enclosed): Promise<Reply> {
    const reply = await this.find(held, seq);
    if (!replyRules.edit(viewer, held, asRuled(reply))) throw new Forbidden();
    const language = input.language ?? reply.language;
    if (input.text === reply.source && language === reply.language && !input.file) return reply;
    if (isBehind(input, reply)) throw new Overtaken(reply.revision, { text: reply.source });
    await this.limits.count(EDITS, reply.author.toHexString());
    const text = await this.writing.compose(viewer, reply.author, { kind: 'reply', id: reply._id }, input.text, input);
    const now = this.clock.now();
    const kept = versionKept(reply, now);
    const { matchedCount } = await this.replies.updateOne(
      { _id: reply._id, removed: null, revision: reply.revision },
      {
        $set: { ...text, language, editedAt: now, ...kept.first },
        $inc: { revision: 1 },
        $push: {
          ...kept.latest,
          outbox: record(replyEdited, aboutReply(reply), now),
        },
      },
    );
    // Somebody was faster: look again at what stands there now.
    if (matchedCount === 0) return this.edit(viewer, held, seq, input);
    await this.facts.announce(this.replies, reply._id);
    return this.find(held, seq);
  }

  /** Takes a reply away. Its place stays, so that no address and no cursor changes. */
  async remove(viewer: Viewer, held: Held, seq: number): Promise<void> {
    const reply = await this.find(held, seq);
    if (!viewer.id || !replyRules.remove(viewer, held, asRuled(reply))) throw new Forbidden();
    const now = this.clock.now();
    await this.replies.updateOne(
      { _id: reply._id, removed: null },
      {
        $set: { removed: { at: now, by: viewer.id } },
        $inc: { revision: 1 },
        $push: { outbox: record(replyRemoved, aboutReply(reply), now) },
      },
    );
    await this.facts.announce(this.replies, reply._id);
  }
}

const aboutReply = ({ _id, discussion, seq }: { _id: ReplyId; discussion: DiscussionId; seq: number }) => ({
  discussion: discussion.toHexString(),
  reply: _id.toHexString(),
  seq,
});

const asRuled = ({ author, removed }: Reply) => ({ authorId: author, removed });
