import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ErrorPage } from '../../ui/error-page.js';
import { BadRequest, DomainError, Invalid, Moved, NotFound, SignInNeeded, TooMany } from '../errors/errors.js';
import { problemDocument } from '../errors/problem.js';
import { translator } from '../i18n/translator.js';
import { LOG, type Log } from '../log/log.js';
import { go, moved, page } from './answers.js';
import { OldAddresses } from './old-addresses.js';
import { Renderer } from './renderer.js';
import { type Request, wantsJson } from './request.js';
import { typedValues } from './show-again.js';

/** Every error ends here: as a page in the reader's language, or as a problem document (RFC 9457). What we did not foresee is logged and says nothing. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    @Inject(Renderer) private readonly renderer: Renderer,
    @Inject(OldAddresses) private readonly oldAddresses: OldAddresses,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const known = understood(error);
    if (!known) this.log.error({ err: error, request: request.id, url: request.url }, 'request failed');
    if (known instanceof TooMany) void reply.header('retry-after', known.retryAfterSeconds);
    if (known instanceof Moved) return lead(known, request, reply);
    await reply.send(await this.answer(known, request, reply));
  }

  private async answer(error: DomainError | null, request: Request, reply: FastifyReply): Promise<unknown> {
    if (wantsJson(request)) {
      const locale = request.viewer?.locale ?? 'en';
      void reply
        .status(error?.status ?? 500)
        .type('application/problem+json')
        .header('cache-control', 'no-store');
      return JSON.stringify(problemDocument(error, translator(locale), request.url));
    }
    if (!request.viewer) return plainWords(error, reply);
    if (error instanceof SignInNeeded && request.method === 'GET') {
      return this.renderer.go(
        go(`/sign-in?back=${encodeURIComponent(request.url)}`, { key: 'errors.signInNeeded', kind: 'note' }),
        reply,
      );
    }
    if (error instanceof NotFound && request.method === 'GET') {
      const address = await this.oldAddresses.find(request.viewer, request.url);
      if (address) return this.renderer.go(moved(address), reply);
    }
    const status = error?.status ?? 500;
    const back = pressedOn(request);
    const shown = page((ui) => {
      const message = ui.t(error?.key ?? 'errors.broken', error?.params);
      return <ErrorPage ui={ui} status={status} message={message} back={back} written={writtenIn(request)} />;
    }, status);
    return this.renderer.page(shown, request, reply);
  }
}

/** The page of ours whose button was pressed; undefined where nothing was sent, or it was sent from elsewhere. */
function sentFrom({ method, headers }: Request): string | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined;
  const from = URL.parse(headers.referer ?? '');
  if (!from || from.host !== headers.host || from.pathname.startsWith('//')) return undefined;
  return `${from.pathname}${from.search}`;
}

/** A form that was shown again stands at the address that it is sent to. */
function pressedOn(request: Request): string | undefined {
  const path = sentFrom(request);
  return path === request.url ? undefined : path;
}

const SEVERAL_WORDS = /\S\s+\S/;

/** What somebody has written into a form of ours that cannot be shown again: it is handed back, so that it is not lost. */
function writtenIn(request: Request): string {
  if (sentFrom(request) === undefined) return '';
  const values = Object.values(typedValues(request.body)).flat();
  return values.filter((value) => SEVERAL_WORDS.test(value)).join('\n\n');
}

/** The same address under its present beginning. What is read may be remembered; what is sent is sent again as it was (RFC 9110, 15.4). */
function lead({ from, to }: Moved, request: Request, reply: FastifyReply): void {
  const reading = request.method === 'GET' || request.method === 'HEAD';
  const location = request.url.replace(from, to);
  void reply.redirect(location === request.url ? '/' : location, reading ? 301 : 308);
}

/** For what goes wrong before we know who asks, such as an address that is no address. */
function plainWords(error: DomainError | null, reply: FastifyReply): string {
  void reply.status(error?.status ?? 500).type('text/plain; charset=utf-8');
  return translator('en')(error?.key ?? 'errors.broken', error?.params);
}

/** The parser of forms in parts throws plain errors, also where it is the sender who broke off. */
const isBrokenForm = (error: unknown): boolean =>
  error instanceof Error && /unexpected end of multipart data$/i.test(error.message);

/** Nest's and Fastify's own refusals, in our terms. */
function understood(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (isBrokenForm(error)) return new BadRequest();
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
  if (status === 404 || status === 405) return new NotFound();
  if (status === 413) return new BadRequest(413, 'errors.tooLarge');
  if (status === 415) return new BadRequest(415, 'errors.wrongMedia');
  if (status === 422) return new Invalid([]);
  return status !== undefined && status >= 400 && status < 500 ? new BadRequest() : null;
}
