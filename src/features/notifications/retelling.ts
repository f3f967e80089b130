import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { Id } from '../../platform/database/ids.js';
import type { FactType } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import { Live } from '../../platform/realtime/live.js';
import { excerpt } from '../../platform/text/plain-text.js';
import { Notices } from './notices.js';
import { EXCERPT_LENGTH, factIdOf, type Notification } from './notification.model.js';
import { Subscribers } from './subscriptions/subscribers.js';

/** Which notifications a fact touches: those of this subject, or of it only those whose payload says this. */
interface Touched {
  subject: string;
  only?: Record<string, string>;
}

/** What has been told stays true: what is gone is told to nobody any more, what has moved or changed as it is now. */
@Injectable()
export class Retelling {
  constructor(
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Subscribers) private readonly subscribers: Subscribers,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Live) private readonly live: Live,
  ) {}

  /** After this fact, what was told about a subject is looked at again. Called while modules initialise. */
  after<Payload extends object>(fact: FactType<Payload>, touched: (payload: Payload) => Touched): void {
    this.facts.on(fact, (payload) => this.retell(touched(payload)));
  }

  /** After this fact a workspace has nothing more to say to those who do not belong: what waits for their digests is not sent. */
  silentAfter<Payload extends object>(
    fact: FactType<Payload>,
    workspaceOf: (payload: Payload) => Id<'workspace'>,
  ): void {
    this.facts.on(fact, async (payload) => {
      const waiting = { workspace: workspaceOf(payload), 'mail.done': false };
      const subscribers = await this.subscribers.among(await this.notifications.distinct('member', waiting));
      await this.notifications.updateMany(
        { ...waiting, member: { $in: subscribers } },
        { $set: { 'mail.done': true } },
      );
    });
  }

  private async retell({ subject, only = {} }: Touched): Promise<void> {
    const payload = Object.fromEntries(Object.entries(only).map(([name, value]) => [`payload.${name}`, value]));
    const keys = await this.notifications.distinct('key', { subject, ...payload });
    for (const key of keys) await this.retellOne({ subject, key });
  }

  private async retellOne(told: QueryFilter<Notification>): Promise<void> {
    const one = await this.notifications.findOne(told).lean<Notification>();
    const now = one && (await this.notices.get(one.kind)?.load(one.payload as never, { id: factIdOf(one) }));
    if (!now) return this.forget(told);
    const { workspace, path, title, place, html } = now;
    // Who may see it changes for all that was told about it, and first of all.
    if (String(workspace) !== String(one.workspace))
      await this.notifications.updateMany({ subject: one.subject }, { $set: { workspace } });
    await this.notifications.updateMany(told, {
      $set: { workspace, path, title, place, excerpt: excerpt(html, EXCERPT_LENGTH) },
    });
  }

  private async forget(told: QueryFilter<Notification>): Promise<void> {
    const members = await this.notifications.distinct('member', told);
    await this.notifications.deleteMany(told);
    for (const member of members) this.live.tell(`member:${member.toHexString()}`, 'notified', {});
  }
}
