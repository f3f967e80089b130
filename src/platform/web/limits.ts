import type { OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
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

/** Counts attempts: in memory, or in Redis where several processes serve. */
export class Limits implements OnApplicationShutdown {
  private readonly limiters = new Map<string, RateLimiterMemory | RateLimiterRedis>();
  private constructor(private readonly redis: Redis | null) {}

  static async by({ redisUrl }: Config): Promise<Limits> {
    return new Limits(
      redisUrl ? await connectRedis(redisUrl, { enableOfflineQueue: true, maxRetriesPerRequest: 2 }) : null,
    );
  }

  /** Counts one attempt by `who`. @throws TooMany when there were too many. */
  async count(limit: Limit, who: string): Promise<void> {
    try {
      await this.limiterOf(limit).consume(who);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) throw new TooMany(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
      throw refusal;
    }
  }

  /** Forgets the attempts, after one that went well. */
  async forget(limit: Limit, who: string): Promise<void> {
    await this.limiterOf(limit).delete(who);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private limiterOf({ name, points, seconds }: Limit): RateLimiterMemory | RateLimiterRedis {
    const known = this.limiters.get(name);
    if (known) return known;
    const options = { keyPrefix: `palabre:limit:${name}`, points, duration: seconds };
    const made = this.redis
      ? new RateLimiterRedis({ ...options, storeClient: this.redis })
      : new RateLimiterMemory(options);
    this.limiters.set(name, made);
    return made;
  }
}
