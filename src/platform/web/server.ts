import { isUtf8 } from 'node:buffer';
import { parse as parseForm } from 'node:querystring';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Viewers } from '../access/viewers.js';
import type { Config } from '../config/config.js';
import { BadRequest } from '../errors/errors.js';
import { Metrics } from '../metrics/metrics.js';
import { assetsFolder } from './assets.js';
import { bareAnswers } from './bare-answers.js';
import { LANGUAGE_COOKIE, SESSION_COOKIE, VISITOR_COOKIE, ZONE_COOKIE } from './cookies.js';
import { BODY_LIMIT, multipartOptions } from './uploads.js';

const YEAR_MS = 365 * 24 * 3600 * 1000;
/** Addresses answered without asking who is there. */
const ANONYMOUS = /^\/(assets\/|health\/|metrics|favicon\.ico|socket\.io\/)/;

export const createAdapter = (config: Config): FastifyAdapter =>
  new FastifyAdapter({
    ...bareAnswers(config),
    trustProxy: config.trustProxy,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    requestTimeout: 60_000,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  });

/** Everything between the socket and the controllers: headers, cookies, bodies, and who is asking. */
export async function furnish(app: NestFastifyApplication, config: Config): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await app.register(helmet, helmetOptions(config));
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  await app.register(cookie);
  await app.register(multipart, multipartOptions);
  await app.register(fastifyStatic, {
    root: assetsFolder,
    prefix: '/assets/',
    maxAge: YEAR_MS,
    immutable: true,
    index: false,
  });
  app.get(Metrics).watch(fastify);
  takeOnlyCleanBodies(fastify);
  askWhoIsThere(fastify, app.get(Viewers));
}

const helmetOptions = (config: Config) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'https:', 'data:'],
      connectSrc: ["'self'", config.publicUrl.replace(/^http/, 'ws')],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: config.publicUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  referrerPolicy: { policy: 'strict-origin-when-cross-origin' as const },
  crossOriginEmbedderPolicy: false,
});

/** Broken UTF-8 and null bytes are refused at the door, not stored as question marks. */
function takeOnlyCleanBodies(fastify: FastifyInstance): void {
  const clean = (body: Buffer): string => {
    if (!isUtf8(body) || body.includes(0)) throw new BadRequest();
    return body.toString();
  };
  fastify.removeContentTypeParser(['application/json', 'application/x-www-form-urlencoded', 'text/plain']);
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      const text = clean(body as Buffer);
      if (text === '') done(null, {});
      else void parseJson(request, text, done);
    } catch (error) {
      done(error as Error);
    }
  });
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      const form = clean(body as Buffer);
      if (!isDecodable(form)) throw new BadRequest();
      done(null, { ...parseForm(form, '&', '=', { maxKeys: 500 }) });
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Parsers would make question marks of escapes that are no UTF-8. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** A lone `%` is what somebody typed; escapes that are no UTF-8, or that hide a null byte, nobody typed. */
const isBroken = (url: string): boolean => /%00/.test(url) || !isDecodable(url.replace(/%(?![\da-f]{2})/gi, '%25'));

/** What lies between the boundaries cannot be told without the boundary (RFC 2046: at most 70 characters). */
function isBoundless(type = ''): boolean {
  if (!/^multipart\//i.test(type)) return false;
  const boundary = /;\s*boundary=(?:"([^"]*)"|([^;\s]*))/i.exec(type);
  const { length } = boundary?.[1] ?? boundary?.[2] ?? '';
  return length === 0 || length > 70;
}

function askWhoIsThere(fastify: FastifyInstance, viewers: Viewers): void {
  fastify.addHook('onRequest', async (request) => {
    if (ANONYMOUS.test(request.url)) return;
    request.formSecret = request.cookies[SESSION_COOKIE] ?? request.cookies[VISITOR_COOKIE] ?? null;
    request.viewer = await viewers.resolve(credentialsOf(request));
    if (isBroken(request.url) || isBoundless(request.headers['content-type'])) throw new BadRequest();
  });
}

const credentialsOf = (request: FastifyRequest) => ({
  sessionToken: request.cookies[SESSION_COOKIE],
  feedKey: feedKeyOf(request),
  bearerToken: /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1],
  chosenLocale: request.cookies[LANGUAGE_COOKIE],
  acceptLanguage: request.headers['accept-language'],
  timeZone: request.cookies[ZONE_COOKIE],
});

/** Only the address of a feed may carry a key: nowhere else does it open anything. */
function feedKeyOf(request: FastifyRequest): string | undefined {
  const [path = '', query = ''] = request.url.split('?');
  return /\/feed\.(rss|atom|json)$/.test(path) ? (new URLSearchParams(query).get('key') ?? undefined) : undefined;
}
