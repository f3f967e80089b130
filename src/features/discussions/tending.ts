import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, UpdateQuery } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Stamp } from '../../platform/database/fields.js';
import { Forbidden, Invalid, NotFound } from '../../platform/errors/errors.js';
import { type FactType, record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import { Live } from '../../platform/realtime/live.js';
import type { Discussion } from './discussion.model.js';
import { discussionClosed, discussionMoved, discussionRemoved, discussionReopened } from './discussions.facts.js';
import { Discussions } from './discussions.js';
import { discussionRules, type Held, type Place, placeRules } from './discussions.policy.js';
import { roomOf } from './live/discussion-room.js';

/** What facilitators and moderators do with a discussion. Each is safe to do twice. Where the fact cuts listeners off, it is done at once too. */
@Injectable()
export class Tending {
  constructor(
    @InjectModel('Discussion') private readonly discussions: Model<Discussion>,
    @Inject(Discussions) private readonly all: Discussions,
    @Inject(Live) private readonly live: Live,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async close(viewer: Viewer, held: Held): Promise<void> {
    const closed = this.stampOf(viewer, held);
    await this.change(held, { closed: null }, { $set: { closed } }, discussionClosed);
  }

  async reopen(viewer: Viewer, held: Held): Promise<void> {
    this.stampOf(viewer, held);
    await this.change(held, { closed: { $ne: null } }, { $set: { closed: null } }, discussionReopened);
  }

  async pin(viewer: Viewer, held: Held): Promise<void> {
    const pinned = this.stampOf(viewer, held);
    await this.discussions.updateOne({ _id: held.discussion._id, pinned: null }, { $set: { pinned } });
  }

  async unpin(viewer: Viewer, held: Held): Promise<void> {
    this.stampOf(viewer, held);
    await this.discussions.updateOne({ _id: held.discussion._id }, { $set: { pinned: null } });
  }

  /** To the workspace of this address, or to the open forum (`''`): whoever moves it must tend both places. */
  async move(viewer: Viewer, held: Held, to: string): Promise<Place> {
    const moved = this.stampOf(viewer, held);
    const target = await this.targetOf(viewer, to);
    await this.change(
      held,
      { workspace: { $ne: target?._id ?? null } },
      { $set: { workspace: target?._id ?? null, moved, pinned: null } },
      discussionMoved,
    );
    this.live.recheck(roomOf(held.discussion._id.toHexString()));
    return target;
  }

  /** Takes the whole discussion away, with its replies. */
  async remove(viewer: Viewer, held: Held): Promise<void> {
    const removed = this.stampOf(viewer, held);
    await this.change(held, { removed: null }, { $set: { removed } }, discussionRemoved);
    this.live.recheck(roomOf(held.discussion._id.toHexString()));
  }

  private async targetOf(viewer: Viewer, to: string): Promise<Place> {
    const target = await this.all.placeFor(viewer, to || undefined).catch((error: unknown) => {
      throw error instanceof NotFound ? Invalid.field('to', 'discussions.rule.noSuchPlace') : error;
    });
    if (!placeRules.tend(viewer, target) || target?.archived) throw Invalid.field('to', 'discussions.rule.notYours');
    return target;
  }

  private stampOf(viewer: Viewer, held: Held): Stamp {
    if (!viewer.id || !discussionRules.tend(viewer, held)) throw new Forbidden();
    return { at: this.clock.now(), by: viewer.id };
  }

  private async change(
    { discussion: { _id } }: Held,
    unlessDone: object,
    change: UpdateQuery<Discussion>,
    happened: FactType<{ discussion: string }>,
  ): Promise<void> {
    const outbox = record(happened, { discussion: _id.toHexString() }, this.clock.now());
    await this.discussions.updateOne({ _id, ...unlessDone }, { ...change, $push: { outbox } });
    await this.facts.announce(this.discussions, _id);
  }
}
