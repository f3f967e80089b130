import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import type { Server, ServerOptions } from 'socket.io';

/** Socket.IO on the port of the pages; over Redis streams where several processes serve. */
export class SocketAdapter extends IoAdapter {
  private readonly redis: Redis | null;

  constructor(app: INestApplicationContext, redisUrl: string | null) {
    super(app);
    this.redis = redisUrl ? new Redis(redisUrl) : null;
    this.redis?.on('error', () => undefined);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const ours: Partial<ServerOptions> = { ...options, serveClient: false, transports: ['websocket', 'polling'] };
    const server = super.createIOServer(port, ours as ServerOptions);
    if (this.redis) server.adapter(createAdapter(this.redis, { streamName: 'palabre:sockets' }));
    return server;
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    this.redis?.disconnect();
  }
}
