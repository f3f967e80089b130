import { resolve } from 'node:path';
import { z } from 'zod';
import { type Locale, locales } from '../i18n/locales.js';

const url = (protocols: string[], example: string) =>
  z
    .string()
    .refine((value) => protocols.includes(URL.parse(value)?.protocol ?? ''), { error: `an address like ${example}` });

const settings = {
  PORT: z.coerce
    .number({ error: 'a port number' })
    .int()
    .min(0, { error: 'a port number' })
    .max(65535, { error: 'a port number' })
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url(['http:', 'https:'], 'https://community.example.org').optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  MONGODB_URI: url(['mongodb:', 'mongodb+srv:'], 'mongodb://host/palabre').optional(),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
  MAIL_FROM: z.string().regex(/@/, { error: 'an e-mail address, like "Palabre <palabre@example.org>"' }).optional(),
  TRUST_PROXY: z
    .enum(['true', 'false'], { error: 'true or false' })
    .default('false')
    .transform((value) => value === 'true'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  DEFAULT_LOCALE: z.enum(locales, { error: 'en, fr, es or pt' }).default('en'),
  NODE_ENV: z.string().default('production'),
};

/** What the environment says, read once at the start and never again. Class and not interface, so that Nest can inject it. */
export class Config {
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** Where people reach the site, without a slash at the end. */
  readonly publicUrl: string;
  /** Absolute path of the folder that holds everything this server keeps. */
  readonly dataDir: string;
  readonly mongodbUri: string | null;
  readonly redisUrl: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly trustProxy: boolean;
  readonly logLevel: string;
  readonly defaultLocale: Locale;
  /** `npm run dev`: the /dev pages exist, and links of e-mails are shown on the console. */
  readonly development: boolean;

  constructor(fields: Config) {
    this.port = fields.port;
    this.host = fields.host;
    this.publicUrl = fields.publicUrl;
    this.dataDir = fields.dataDir;
    this.mongodbUri = fields.mongodbUri;
    this.redisUrl = fields.redisUrl;
    this.smtpUrl = fields.smtpUrl;
    this.mailFrom = fields.mailFrom;
    this.trustProxy = fields.trustProxy;
    this.logLevel = fields.logLevel;
    this.defaultLocale = fields.defaultLocale;
    this.development = fields.development;
  }
}

/** One line that names the variable, what it holds, and what is expected. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the settings of README.md from an environment.
 * @throws ConfigError for the first value that is wrong, or a variable `PALABRE_…` that does not exist.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  refuseUnknown(env);
  const read = readAll(env);
  const host = read.HOST.includes(':') ? `[${read.HOST}]` : read.HOST;
  const publicUrl = (
    read.PUBLIC_URL ?? `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${read.PORT}`
  ).replace(/\/+$/, '');
  return new Config({
    port: read.PORT,
    host: read.HOST,
    publicUrl,
    dataDir: resolve(read.DATA_DIR),
    mongodbUri: read.MONGODB_URI ?? null,
    redisUrl: read.REDIS_URL ?? null,
    smtpUrl: read.SMTP_URL ?? null,
    mailFrom: read.MAIL_FROM ?? `Palabre <palabre@${new URL(publicUrl).hostname}>`,
    trustProxy: read.TRUST_PROXY,
    logLevel: read.LOG_LEVEL,
    defaultLocale: read.DEFAULT_LOCALE,
    development: read.NODE_ENV === 'development',
  });
}

function refuseUnknown(env: Record<string, string | undefined>): void {
  const unknown = Object.keys(env).find((name) => name.startsWith('PALABRE_') && name !== 'PALABRE_REAL_DATA');
  if (unknown)
    throw new ConfigError(
      `${unknown}=${env[unknown]}: there is no such setting; expected one of ${Object.keys(settings).join(', ')}`,
    );
}

function readAll(env: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.keys(settings).map((name) => [name, env[name] === '' ? undefined : env[name]]),
  );
  const result = z.object(settings).safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0]);
  throw new ConfigError(`${name}=${given[name] ?? ''}: expected ${issue?.message}`);
}
