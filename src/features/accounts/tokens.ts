import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Scope } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { Conflict } from '../../platform/errors/errors.js';
import type { MemberId } from './member.model.js';
import { hashSecret, newSecret } from './secrets.js';
import type { Token, TokenId } from './token.model.js';

const PREFIX = 'palabre_';
const MOST = 50;
const USED_AFTER_MS = 10 * 60_000;

/** Personal tokens for the API. */
@Injectable()
export class Tokens {
  constructor(
    @InjectModel('Token') private readonly tokens: Model<Token>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Who may write may read. @returns the token itself, which nobody can see again. */
  async create(member: MemberId, name: string, scope: Scope): Promise<{ token: Token; secret: string }> {
    if ((await this.tokens.countDocuments({ member })) >= MOST) throw new Conflict('accounts.tooManyTokens');
    const secret = `${PREFIX}${newSecret()}`;
    const scopes: Scope[] = scope === 'write' ? ['read', 'write'] : ['read'];
    const fields = { tokenHash: hashSecret(secret), member, name, scopes, createdAt: this.clock.now() };
    const token = await this.tokens.create(fields);
    return { token: token.toObject(), secret };
  }

  async find(secret: string): Promise<Token | null> {
    const token = await this.tokens.findOne({ tokenHash: hashSecret(secret) }).lean<Token>();
    if (token) await this.used(token);
    return token;
  }

  listOf(member: MemberId): Promise<Token[]> {
    return this.tokens.find({ member }).sort({ createdAt: -1 }).lean<Token[]>();
  }

  /** @returns false when it is not theirs. */
  async revoke(member: MemberId, id: TokenId): Promise<boolean> {
    const { deletedCount } = await this.tokens.deleteOne({ _id: id, member });
    return deletedCount === 1;
  }

  async revokeAll(member: MemberId): Promise<void> {
    await this.tokens.deleteMany({ member });
  }

  private async used({ _id, lastUsedAt }: Token): Promise<void> {
    const now = this.clock.now();
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < USED_AFTER_MS) return;
    await this.tokens.updateOne({ _id }, { $set: { lastUsedAt: now } });
  }
}
