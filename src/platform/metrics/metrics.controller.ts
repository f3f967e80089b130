import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Open } from '../access/access.js';
import { NotFound } from '../errors/errors.js';
import { DocumentAnswer } from '../web/answers.js';
import { Metrics } from './metrics.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Figures for Prometheus, to be read from this machine only: for everybody else, also through a proxy, there is nothing here. */
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Get()
  @Open()
  async read(@Req() request: FastifyRequest) {
    const proxied = request.headers['x-forwarded-for'] ?? request.headers.forwarded;
    if (proxied || !LOOPBACK.has(request.socket.remoteAddress ?? '')) throw new NotFound();
    return new DocumentAnswer(await this.metrics.text(), this.metrics.type, { 'cache-control': 'no-store' });
  }
}
