import { createHash, randomBytes } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ForgedRequest } from '../errors/errors.js';
import { sameSecret } from '../same-secret.js';

const EXEMPT = 'palabre:no-form-token';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** For the few addresses that machines post to without a page of ours before, such as one-click unsubscribe. They carry their own secret. */
export const NoFormToken = () => SetMetadata(EXEMPT, true);

export const newFormSecret = (): string => randomBytes(18).toString('base64url');

/** The token of every form: derived from the browser's secret cookie, which another site can neither read nor set (OWASP, "signed double submit"). */
export const formToken = (secret: string): string =>
  createHash('sha256').update(`form:${secret}`).digest('base64url').slice(0, 32);

/** Refuses every changing request that comes by cookie and does not carry the form's token. Bearer tokens are not sent by browsers on their own. */
@Injectable()
export class CsrfGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (SAFE.has(request.method) || request.viewer?.scopes) return true;
    if (this.reflector.getAllAndOverride<boolean>(EXEMPT, [context.getHandler(), context.getClass()])) return true;
    if (!request.formSecret || !matches(tokenIn(request), formToken(request.formSecret))) throw new ForgedRequest();
    return true;
  }
}

function tokenIn(request: FastifyRequest): unknown {
  const header = request.headers['x-csrf-token'];
  if (header) return header;
  const body = request.body as { _csrf?: unknown } | null | undefined;
  return body?._csrf;
}

function matches(given: unknown, expected: string): boolean {
  return typeof given === 'string' && sameSecret(given, expected);
}
