import type { Redis, RedisOptions } from 'ioredis';

/** A connection to Redis, for those that live on while it is away. Its library is loaded only where there is a Redis. */
export async function connectRedis(url: string, options: RedisOptions = {}): Promise<Redis> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, options);
  redis.on('error', () => undefined);
  return redis;
}
