import { createHash } from 'node:crypto';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterMongo,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Config } from '../config/config.js';
import { TooMany } from '../errors/errors.js';
import { connectRedis } from '../redis.js';

/** So often within so many seconds. */
export interface Limit {
  name: string;
  points: number;
  seconds: number;
}

/** Changes of what others read: each is told to everybody who has it open. A person corrects a few times in a minute. */
export const EDITS: Limit = { name: 'edits', points: 80, seconds: 600 };

interface Counting {
  keyPrefix: string;
  points: number;
  duration: number;
}

/** What counts for so long is not forgotten by a restart, such as attempts at a password. */
const OUTLIVES_RESTARTS_SECONDS = 15 * 60;

/** Counts attempts: in Redis where several processes serve; else in the database, and what counts for minutes only in memory. */
export class Limits implements OnApplicationShutdown {
  private readonly limiters = new Map<string, RateLimiterAbstract>();
  private constructor(
    private readonly redis: Redis | null,
    private readonly connection: Connection,
  ) {}

  static async by({ redisUrl }: Config, connection: Connection): Promise<Limits> {
    if (redisUrl) {
      const redis = await connectRedis(redisUrl, { enableOfflineQueue: true, maxRetriesPerRequest: 2 });
      return new Limits(redis, connection);
    }
    await inDatabase(connection, { keyPrefix: 'indexes', points: 1, duration: 1 }).createIndexes();
    return new Limits(null, connection);
  }

  /** Counts one attempt by `who`. @throws TooMany when there were too many. */
  async count(limit: Limit, who: string): Promise<void> {
    try {
      await this.limiterOf(limit).consume(nameless(who));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw new TooMany(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
      throw refusal;
    }
  }

  /** Forgets the attempts, after one that went well. */
  async forget(limit: Limit, who: string): Promise<void> {
    await this.limiterOf(limit).delete(nameless(who));
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private limiterOf({ name, points, seconds }: Limit): RateLimiterAbstract {
    const known = this.limiters.get(name);
    if (known) return known;
    const options = { keyPrefix: `palabre:limit:${name}`, points, duration: seconds };
    const made = this.made(options);
    this.limiters.set(name, made);
    return made;
  }

  private made(options: Counting): RateLimiterAbstract {
    if (this.redis) return new RateLimiterRedis({ ...options, storeClient: this.redis });
    return options.duration < OUTLIVES_RESTARTS_SECONDS
      ? new RateLimiterMemory(options)
      : inDatabase(this.connection, options);
  }
}

/** What is stored tells no address: counting needs to know it again, not to read it. */
const nameless = (who: string): string => createHash('sha256').update(who).digest('base64url');

/** Who is over a limit is refused from memory: a flood of attempts is not one of writes. */
const inDatabase = ({ db }: Connection, options: Counting) =>
  new RateLimiterMongo({
    ...options,
    storeClient: db,
    tableName: 'limits',
    disableIndexesCreation: true,
    inMemoryBlockOnConsumed: options.points + 1,
  });
