import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { FastifyReply } from 'fastify';
import type { Connection } from 'mongoose';
import { Open } from '../access/access.js';
import { Jobs } from '../jobs/jobs.js';

const PATIENCE_MS = 2000;

/** For whoever watches the server: alive, and able to serve. */
@Controller('health')
@Open()
export class HealthController {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  @Get('live')
  @HttpCode(200)
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const checks = {
      database: await answers(() => this.connection.db?.command({ ping: 1 })),
      jobs: await answers(() => this.jobs.ping()),
    };
    const ready = Object.values(checks).every((check) => check === 'ok');
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'unavailable', checks };
  }
}

async function answers(ask: () => Promise<unknown> | undefined): Promise<'ok' | 'silent'> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<'silent'>((resolve) => {
    timer = setTimeout(() => resolve('silent'), PATIENCE_MS);
  });
  try {
    return await Promise.race([Promise.resolve(ask()).then(() => 'ok' as const), patience]);
  } catch {
    return 'silent';
  } finally {
    clearTimeout(timer);
  }
}
