import { Redis } from 'ioredis';

/** What keeps a connection open renews its entry well within this time. */
const CONNECTION_LASTS_MS = 70_000;
const LONGEST_MS = 15 * 60_000;

const entry = (who: string, tab: string) => `${who}/${tab}`;
const people = (entries: string[]) => [...new Set(entries.map((key) => key.slice(0, key.lastIndexOf('/'))))];

/** Who is here now, by place (`site`, `discussion:<id>`). Each entry fades unless it is renewed, so a process that dies leaves no ghosts. */
export abstract class Presence {
  /** `who` is a member's id, or a random name for a visitor; `tab` tells the same person's connections apart. */
  abstract here(place: string, who: string, tab: string, lastsMs?: number): Promise<void>;
  abstract gone(place: string, who: string, tab: string): Promise<void>;
  /** Each person once. */
  abstract who(place: string): Promise<string[]>;
  abstract close(): Promise<void>;
}

export class MemoryPresence extends Presence {
  /** By place: until when each entry holds. */
  private readonly places = new Map<string, Map<string, number>>();

  async here(place: string, who: string, tab: string, lastsMs = CONNECTION_LASTS_MS): Promise<void> {
    const present = this.places.get(place) ?? new Map<string, number>();
    present.set(entry(who, tab), Date.now() + lastsMs);
    this.places.set(place, present);
  }

  async gone(place: string, who: string, tab: string): Promise<void> {
    const present = this.places.get(place);
    present?.delete(entry(who, tab));
    if (present?.size === 0) this.places.delete(place);
  }

  async who(place: string): Promise<string[]> {
    const present = this.places.get(place) ?? new Map<string, number>();
    const now = Date.now();
    for (const [key, until] of present) if (until < now) present.delete(key);
    return people([...present.keys()]);
  }

  async close(): Promise<void> {}
}

/** Sorted sets in Redis, scored by until when each entry holds. */
export class RedisPresence extends Presence {
  private readonly redis: Redis;

  constructor(
    url: string,
    private readonly prefix = 'palabre:presence:',
  ) {
    super();
    this.redis = new Redis(url, { maxRetriesPerRequest: 2 });
    this.redis.on('error', () => undefined);
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
