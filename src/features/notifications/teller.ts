import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import type { FactRecord } from '../../platform/facts/fact.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Live } from '../../platform/realtime/live.js';
import { excerpt } from '../../platform/text/plain-text.js';
import { digestHour } from './digest-hour.js';
import type { FollowTarget, Way } from './follow.model.js';
import { Follows } from './follows.js';
import { deliverMail } from './jobs.js';
import type { Notice, Subject } from './notice.js';
import { EXCERPT_LENGTH, type Notification } from './notification.model.js';
import type { Reader, ReaderId } from './reader.js';
import { Readers } from './readers.js';

interface Recipient {
  reader: ReaderId;
  way: Way;
  because: FollowTarget | null;
}

/** From a fact to one record for each person whom it concerns and who may see it today. */
@Injectable()
export class Teller {
  constructor(
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Readers) private readonly readers: Readers,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Live) private readonly live: Live,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async tell<Payload extends object>(notice: Notice<Payload>, payload: Payload, record: FactRecord): Promise<void> {
    const subject = await notice.load(payload, record);
    if (!subject) return;
    for (const recipient of await this.recipientsOf(subject)) {
      const reader = await this.readers.byId(recipient.reader);
      if (reader?.viewer.sees(subject.workspace))
        await this.notify(reader, recipient, { notice, payload, record, subject });
    }
  }

  private async recipientsOf(subject: Subject): Promise<Recipient[]> {
    const inPerson = new Map<string, Recipient>(
      subject.direct.map((member) => [member.toHexString(), { reader: member, way: 'now', because: null }]),
    );
    const recipients = new Map<string, Recipient>([...inPerson, ...(await this.follows.followersOf(subject.followed))]);
    if (subject.actor) recipients.delete(subject.actor.toHexString());
    return [...recipients.values()];
  }

  private async notify(
    reader: Reader,
    recipient: Recipient,
    about: { notice: { kind: string }; payload: object; record: FactRecord; subject: Subject },
  ): Promise<void> {
    const { notice, payload, record, subject } = about;
    const key = `${record.id}:${notice.kind}`;
    const { way, because } = recipient;
    const fresh: Omit<Notification, '_id' | 'member' | 'key'> = {
      kind: notice.kind,
      payload,
      actor: subject.actor,
      workspace: subject.workspace,
      subject: subject.subject,
      path: subject.path,
      title: subject.title,
      actorName: subject.actor ? '' : subject.actorName,
      place: subject.place,
      excerpt: excerpt(subject.html, EXCERPT_LENGTH),
      at: record.at,
      readAt: null,
      mail: {
        way,
        because: because && `${because.kind}:${because.target}`,
        dueAt: this.dueAt(way, reader),
        done: way === 'site' || !reader.address,
      },
    };
    const { upsertedId } = await this.notifications.updateOne(
      { member: reader.id, key },
      { $setOnInsert: fresh },
      { upsert: true },
    );
    if (!upsertedId) return;
    if (way === 'now') await this.jobs.add(deliverMail, { notification: upsertedId.toHexString() });
    this.live.tell(`member:${reader.id.toHexString()}`, 'notified', {});
  }

  private dueAt(way: Way, { timeZone }: Reader): Date {
    const now = this.clock.now();
    return way === 'daily' || way === 'weekly' ? digestHour(way, timeZone, now) : now;
  }
}
