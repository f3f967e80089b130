import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';

/** The server's log: one JSON object a line on standard output; ids, never bodies. */
export type Log = pino.Logger;

export const createLog = (level: string): Log => pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });

/** Injection token for {@link Log}. */
export const LOG = Symbol('Log');

/** Lets Nest speak into our log. Its own start-up chatter is for debugging. */
export class NestLog implements LoggerService {
  constructor(private readonly out: Log) {}

  log(message: unknown, context?: string): void {
    this.out.debug({ context }, String(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    this.out.error({ context, stack }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.out.warn({ context }, String(message));
  }
  debug(message: unknown, context?: string): void {
    this.out.trace({ context }, String(message));
  }
  verbose(message: unknown, context?: string): void {
    this.out.trace({ context }, String(message));
  }
}
