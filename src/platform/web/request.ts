import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../access/viewer.js';

export type Reply = FastifyReply;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the first hook of every request but those for assets. */
    viewer?: Viewer;
    /** Secret of this browser that form tokens are derived from; null when it has none yet. */
    formSecret?: string | null;
  }
}

/** The request as our code sees it. */
export type Request = FastifyRequest<{ Params: Record<string, string>; Body: unknown }>;

/** Whoever asks. Throws when the hook that sets it was passed over, so that a mistake closes and does not open. */
export function viewerOf(request: FastifyRequest): Viewer {
  if (!request.viewer) throw new Error('this request has no viewer');
  return request.viewer;
}

export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext) =>
  viewerOf(context.switchToHttp().getRequest()),
);

export const isApi = (request: FastifyRequest): boolean => request.url.startsWith('/api/');

/** A programme asks, such as the page's own script: it gets values and problem documents instead of pages. */
export const wantsJson = (request: FastifyRequest): boolean =>
  isApi(request) || Boolean(request.headers.accept?.includes('application/json'));
