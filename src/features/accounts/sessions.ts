import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { Live } from '../../platform/realtime/live.js';
import type { MemberId } from './member.model.js';
import { hashSecret, newSecret } from './secrets.js';
import type { Session } from './session.model.js';

/** Of those who asked to stay signed in. */
export const SESSION_DAYS = 90;
const DAY_MS = 24 * 3600 * 1000;
/** Without use, for those who did not: the browser forgets it when it is closed, we do the next day. */
const UNKEPT_DAYS = 1;
/** `lastSeenAt` is renewed no more often than this, so that reading pages does not write. */
const SEEN_AFTER_MS = 10 * 60_000;

export interface Browser {
  address: string;
  agent: string;
}

/** Who is signed in where. */
@Injectable()
export class Sessions {
  constructor(
    @InjectModel('Session') private readonly sessions: Model<Session>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Live) private readonly live: Live,
  ) {}

  /** @returns the token for the cookie: always a fresh one, whatever the browser had before. */
  async begin(member: MemberId, browser: Browser, { kept = true } = {}): Promise<string> {
    const token = newSecret();
    const now = this.clock.now();
    await this.sessions.create({
      tokenHash: hashSecret(token),
      member,
      createdAt: now,
      lastSeenAt: now,
      address: browser.address,
      agent: browser.agent.slice(0, 300),
      kept,
      expiresAt: lastsUntil(kept, now),
    });
    return token;
  }

  async memberOf(token: string): Promise<MemberId | null> {
    const now = this.clock.now();
    const session = await this.sessions.findOne({ tokenHash: hashSecret(token), expiresAt: { $gt: now } }).lean();
    if (!session) return null;
    if (now.getTime() - session.lastSeenAt.getTime() > SEEN_AFTER_MS)
      await this.sessions.updateOne(
        { _id: session._id },
        { $set: { lastSeenAt: now, expiresAt: lastsUntil(session.kept, now) } },
      );
    return session.member;
  }

  listOf(member: MemberId): Promise<Session[]> {
    return this.sessions
      .find({ member, expiresAt: { $gt: this.clock.now() } })
      .sort({ lastSeenAt: -1 })
      .lean<Session[]>();
  }

  /** The id of the session that this token belongs to. */
  async idOf(token: string): Promise<Session['_id'] | null> {
    const session = await this.sessions
      .findOne({ tokenHash: hashSecret(token) }, { _id: 1 })
      .lean<Pick<Session, '_id'>>();
    return session?._id ?? null;
  }

  async end(token: string): Promise<void> {
    const ended = await this.sessions.findOneAndDelete({ tokenHash: hashSecret(token) }).lean();
    if (ended) this.live.recheck(`member:${ended.member.toHexString()}`);
  }

  /** Ends one of a member's sessions, by its id. */
  async endOne(member: MemberId, id: Session['_id']): Promise<boolean> {
    const { deletedCount } = await this.sessions.deleteOne({ _id: id, member });
    this.live.recheck(`member:${member.toHexString()}`);
    return deletedCount === 1;
  }

  /** Ends all of a member's sessions but, where given, the one of this token. */
  async endAll(member: MemberId, exceptToken?: string): Promise<void> {
    const except = exceptToken ? { tokenHash: { $ne: hashSecret(exceptToken) } } : {};
    await this.sessions.deleteMany({ member, ...except });
    this.live.recheck(`member:${member.toHexString()}`);
  }
}

const lastsUntil = (kept: boolean, now: Date): Date =>
  new Date(now.getTime() + (kept ? SESSION_DAYS : UNKEPT_DAYS) * DAY_MS);
