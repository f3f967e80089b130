import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { catchError, mergeMap, type Observable } from 'rxjs';
import { type DomainError, Invalid, Overtaken, TooMany } from '../errors/errors.js';
import { DocumentAnswer, GoAnswer, PageAnswer } from './answers.js';
import { Renderer } from './renderer.js';
import { type Request, viewerOf, wantsJson } from './request.js';
import { type Retry, SHOW_AGAIN, type TypedForm, typedValues } from './show-again.js';

type Show = (controller: unknown, retry: Retry) => Promise<PageAnswer> | PageAnswer;

/** Turns what controllers return into what goes over the line. */
@Injectable()
export class Answering implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Renderer) private readonly renderer: Renderer,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      catchError(async (error: unknown) => this.formAgain(error, context)),
      mergeMap((answer: unknown) => this.send(answer, request, reply)),
    );
  }

  private async formAgain(error: unknown, context: ExecutionContext): Promise<PageAnswer> {
    const request = context.switchToHttp().getRequest<Request>();
    const show = this.reflector.get<Show | undefined>(SHOW_AGAIN, context.getHandler());
    const form = formAfter(error, request.body);
    if (!show || wantsJson(request) || !form) throw error;
    if (error instanceof TooMany)
      void context.switchToHttp().getResponse<FastifyReply>().header('retry-after', error.retryAfterSeconds);
    const controller: unknown = this.modules.get(context.getClass(), { strict: false });
    const again = await show(controller, { viewer: viewerOf(request), params: request.params, form });
    return new PageAnswer(again.render, (error as DomainError).status);
  }

  private async send(answer: unknown, request: Request, reply: FastifyReply): Promise<unknown> {
    if (answer instanceof PageAnswer) return this.renderer.page(answer, request, reply);
    if (answer instanceof GoAnswer) return this.renderer.go(answer, reply);
    if (answer instanceof DocumentAnswer) return sendDocument(answer, request, reply);
    // Values for a programme: what one viewer gets is no answer for another.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-cache');
    return answer;
  }
}

/** What was typed, and what to know before it is sent again; null for what a form cannot mend. */
function formAfter(error: unknown, body: unknown): TypedForm | null {
  const values = typedValues(body);
  if (error instanceof Invalid) return { values, problems: error.problems };
  if (error instanceof TooMany) return { values, problems: [{ field: '', rule: error.key, params: error.params }] };
  if (error instanceof Overtaken)
    return { values: { ...values, revision: String(error.revision) }, problems: [], newer: error.newer };
  return null;
}

function sendDocument(answer: DocumentAnswer, request: Request, reply: FastifyReply): unknown {
  const etag = `"${createHash('sha1').update(answer.body).digest('base64url')}"`;
  void reply.type(answer.type).headers(answer.headers).header('etag', etag);
  // What a member gets may hold what others must not see: nothing between keeps it.
  if (request.viewer?.member) void reply.header('cache-control', 'private, no-cache');
  else if (!answer.headers['cache-control']) void reply.header('cache-control', 'no-cache');
  if (answer.modified) void reply.header('last-modified', answer.modified.toUTCString());
  if (isUnchanged(request, etag, answer.modified)) {
    void reply.status(304);
    return null;
  }
  return answer.body;
}

/** RFC 9110, 13.2.2: `If-None-Match` wins over `If-Modified-Since`. */
function isUnchanged(request: Request, etag: string, modified: Date | null): boolean {
  const known = request.headers['if-none-match'];
  if (known) return known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return modified !== null && Math.floor(modified.getTime() / 1000) * 1000 <= since;
}
