import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/duplicate-key.js';
import { isBehind } from '../../platform/database/fields.js';
import { type Id, newId } from '../../platform/database/ids.js';
import { Forbidden, NotFound, Overtaken } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import { tagLine } from '../../platform/text/tags.js';
import { EDITS, type Limit, Limits } from '../../platform/web/limits.js';
import { refusalIn } from '../workspaces/public.js';
import { type Discussion, type DiscussionId, versionKept } from './discussion.model.js';
import { discussionChanged, discussionOpened } from './discussions.facts.js';
import type { ChangeInput, OpenInput } from './discussions.input.js';
import { discussionRules, type Held, type Place, placeRules } from './discussions.policy.js';
import { type Enclosed, Writing } from './writing.js';
import { sentAs } from './written.js';

/** A facilitator who fills a new workspace opens a dozen in one evening. Each one is told to everybody who follows. */
const OPENED: Limit = { name: 'discussions', points: 40, seconds: 3600 };

/** Opening discussions, and changing what they say. */
@Injectable()
export class Opening {
  constructor(
    @InjectModel('Discussion') private readonly discussions: Model<Discussion>,
    @Inject(Writing) private readonly writing: Writing,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    facts.carriedBy(discussions);
  }

  /** Opens a discussion. The same form sent again answers with the one that it has opened. */
  async open(viewer: Viewer, place: Place, input: OpenInput & Enclosed): Promise<Discussion> {
    if (!viewer.id || !placeRules.open(viewer, place)) throw refusalIn(place);
    await this.limits.count(OPENED, viewer.id.toHexString());
    const now = this.clock.now();
    const _id: DiscussionId = newId();
    const discussion = {
      _id,
      workspace: place?._id ?? null,
      author: viewer.id,
      title: input.title,
      language: input.language,
      ...(await this.writing.compose(viewer, viewer.id, { kind: 'discussion', id: _id }, input.text, input)),
      tags: input.tags,
      createdAt: now,
      activeAt: now,
      sentAs: sentAs(`${place?._id ?? 'forum'}\n${input.title}`, input.clientId, input.text),
      outbox: [record(discussionOpened, { discussion: _id.toHexString() }, now)],
    };
    try {
      const opened = (await this.discussions.create(discussion)).toObject();
      await this.facts.announce(this.discussions, _id);
      return opened;
    } catch (error) {
      return this.openedBefore(error, viewer.id, discussion.sentAs);
    }
  }

  private async openedBefore(error: unknown, author: Id<'member'>, sentAs: string): Promise<Discussion> {
    const before = isDuplicateKey(error) && (await this.discussions.findOne({ author, sentAs }).lean<Discussion>());
    if (!before) throw error;
    return before;
  }

  /** Changes title, language and tags; the text too where its author does it. What it said before is kept. @throws Overtaken */
  async change(viewer: Viewer, held: Held, input: ChangeInput & Enclosed): Promise<void> {
    const { discussion, place } = held;
    if (!viewer.id || !discussionRules.change(viewer, held)) throw new Forbidden();
    const sent = { ...input, text: discussionRules.changeText(viewer, held) ? input.text : undefined };
    if (saysAlready(discussion, sent)) return;
    if (isBehind(sent, discussion)) throw overtaken(discussion, sent);
    await this.limits.count(EDITS, viewer.id.toHexString());
    if (await this.write(viewer, discussion, sent)) return this.facts.announce(this.discussions, discussion._id);
    const current = await this.discussions.findOne({ _id: discussion._id, removed: null }).lean<Discussion>();
    if (!current) throw new NotFound();
    return this.change(viewer, { discussion: current, place }, input);
  }

  /** False where somebody was faster. */
  private async write(viewer: Viewer, discussion: Discussion, sent: ChangeInput & Enclosed): Promise<boolean> {
    const { _id, revision = null } = discussion;
    const { title, language, tags, text, file } = sent;
    const now = this.clock.now();
    const rewritten = text !== undefined && (text !== discussion.source || file !== undefined);
    const texts =
      rewritten && (await this.writing.compose(viewer, discussion.author, { kind: 'discussion', id: _id }, text, sent));
    const kept = versionKept(discussion, now);
    const { matchedCount } = await this.discussions.updateOne(
      { _id, removed: null, revision },
      {
        $set: { title, language, tags, ...(texts && { ...texts, editedAt: now, ...kept.first }) },
        $inc: { revision: 1 },
        $push: {
          ...(rewritten && kept.latest),
          outbox: record(discussionChanged, { discussion: _id.toHexString() }, now),
        },
      },
    );
    return matchedCount > 0;
  }
}

/** Sent twice, or saved as it stood. */
const saysAlready = ({ title, language, tags, source }: Discussion, sent: ChangeInput & Enclosed): boolean =>
  !sent.file &&
  title === sent.title &&
  language === sent.language &&
  tagLine(tags) === tagLine(sent.tags) &&
  (sent.text === undefined || sent.text === source);

const overtaken = ({ revision = 0, title, source, tags }: Discussion, { text }: ChangeInput): Overtaken =>
  new Overtaken(revision, { title, ...(text !== undefined && { text: source }), tags: tagLine(tags) });
