import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Redis } from 'ioredis';
import type { Server, ServerOptions } from 'socket.io';
import { connectRedis } from '../redis.js';

/** What carries live text from one process to the others. */
interface Streams {
  redis: Redis;
  adapter: Parameters<Server['adapter']>[0];
}

/** Socket.IO on the port of the pages; over Redis streams where several processes serve. */
export class SocketAdapter extends IoAdapter {
  private constructor(
    app: INestApplicationContext,
    private readonly streams: Streams | null,
  ) {
    super(app);
  }

  static async for(app: INestApplicationContext, redisUrl: string | null): Promise<SocketAdapter> {
    if (!redisUrl) return new SocketAdapter(app, null);
    const { createAdapter } = await import('@socket.io/redis-streams-adapter');
    const redis = await connectRedis(redisUrl);
    return new SocketAdapter(app, { redis, adapter: createAdapter(redis, { streamName: 'palabre:sockets' }) });
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const ours: Partial<ServerOptions> = { ...options, serveClient: false, transports: ['websocket', 'polling'] };
    const server = super.createIOServer(port, ours as ServerOptions);
    if (this.streams) server.adapter(this.streams.adapter);
    return server;
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    this.streams?.redis.disconnect();
  }
}
