import type { Redis } from 'ioredis';
import { connectRedis } from '../redis.js';
import { CONNECTION_LASTS_MS, entry, Presence, people } from './presence.js';

const LONGEST_MS = 15 * 60_000;

/** Sorted sets in Redis, scored by until when each entry holds. */
export class RedisPresence extends Presence {
  private constructor(
    private readonly redis: Redis,
    private readonly prefix = 'palabre:presence:',
  ) {
    super();
  }

  static async at(url: string): Promise<RedisPresence> {
    return new RedisPresence(await connectRedis(url, { maxRetriesPerRequest: 2 }));
  }

  async here(place: string, who: string, tab: string, lastsMs = CONNECTION_LASTS_MS): Promise<void> {
    const key = this.prefix + place;
    const now = Date.now();
    await this.redis
      .multi()
      .zadd(key, now + lastsMs, entry(who, tab))
      .zremrangebyscore(key, '-inf', now)
      .pexpire(key, LONGEST_MS)
      .exec();
  }

  async gone(place: string, who: string, tab: string): Promise<void> {
    await this.redis.zrem(this.prefix + place, entry(who, tab));
  }

  async who(place: string): Promise<string[]> {
    return people(await this.redis.zrangebyscore(this.prefix + place, Date.now(), '+inf'));
  }

  async close(): Promise<void> {
    this.redis.disconnect();
  }
}
