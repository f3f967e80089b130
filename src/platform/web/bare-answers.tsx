import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { BareErrorPage } from '../../ui/error-page.js';
import type { Config } from '../config/config.js';
import { BadRequest } from '../errors/errors.js';
import { problemDocument } from '../errors/problem.js';
import { fallbackLocale, type Locale } from '../i18n/locales.js';
import { negotiate } from '../i18n/negotiate.js';
import { translator } from '../i18n/translator.js';
import { isApi } from './request.js';

type Refusals = Required<Pick<FastifyServerOptions, 'frameworkErrors' | 'clientErrorHandler'>>;

const SOCKET_STATUS: Record<string, BadRequest['status']> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** What is refused before any of our hooks runs: it never got as far as to be asked by somebody. */
export function bareAnswers(config: Config): Refusals {
  return {
    frameworkErrors(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
      const refusal = new BadRequest(error.statusCode === 414 ? 414 : 400);
      const locale = negotiate(request.headers['accept-language'], undefined, undefined, config.defaultLocale);
      const [type, body] = isApi(request)
        ? ['application/problem+json', JSON.stringify(problemDocument(refusal, translator(locale), request.url))]
        : [HTML, bareHtml(refusal, locale)];
      void reply.status(refusal.status).headers(protection(config)).type(type).send(body);
    },
    clientErrorHandler(error, socket): void {
      if (error.code === 'ECONNRESET' || socket.destroyed) return;
      const refusal = new BadRequest(SOCKET_STATUS[error.code ?? ''] ?? 400);
      const body = bareHtml(refusal, config.defaultLocale);
      const headers = {
        ...protection(config),
        'content-type': HTML,
        'content-length': Buffer.byteLength(body),
        connection: 'close',
      };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const head = `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join('')}`;
      if (socket.writable) socket.write(`${head}\r\n${body}`);
      socket.destroy();
    },
  };
}

const HTML = 'text/html; charset=utf-8';

const protection = (config: Config): Record<string, string> => ({
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  ...(config.publicUrl.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
});

function bareHtml(refusal: BadRequest, locale: Locale = fallbackLocale): string {
  const t = translator(locale);
  return `<!doctype html>${renderToString(<BareErrorPage t={t} locale={locale} message={t(refusal.key)} />)}`;
}
