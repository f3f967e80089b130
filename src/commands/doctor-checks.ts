import { randomUUID } from 'node:crypto';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getConnectionToken } from '@nestjs/mongoose';
import { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import type { Running } from '../boot.js';
import { Members } from '../features/accounts/public.js';
import { Config } from '../platform/config/config.js';
import { Ledger } from '../platform/mail/ledger.js';
import { Mailer } from '../platform/mail/mailer.js';
import { whereaboutsLeft } from '../platform/web/whereabouts.js';
import { withPalabre } from './application.js';
import { explain } from './explain.js';

export interface Finding {
  about: string;
  state: 'ok' | 'note' | 'wrong';
  says: string;
  /** What to do. */
  advice?: string;
}

type Tell = (finding: Finding) => void;

const MEGABYTE = 1024 * 1024;
const LITTLE_DISK = 500 * MEGABYTE;
const CLOCK_APART_MS = 5000;
const PATIENCE_MS = 5000;
/** No clock that is right shows less. */
const WRITTEN_AT = Date.UTC(2026, 0, 1);

/** Looks at one thing after the other, and tells of each as soon as it is known. */
export async function examine(config: Config, tell: Tell): Promise<void> {
  tell(configuration(config));
  tell(await disk(config));
  tell(await queue(config));
  tell(await server(config));
  const examineInside = async (palabre: Running) => {
    const database = await databaseAndClock(palabre);
    for (const finding of database) tell(finding);
    tell(await mail(palabre));
    tell(await people(palabre));
  };
  // Without the queue: where Redis does not answer, the rest is still worth knowing.
  await withPalabre(examineInside, new Config({ ...config, redisUrl: null })).catch((error: unknown) =>
    tell(noDatabase(config, error)),
  );
}

function configuration(config: Config): Finding {
  const parts = [
    `${config.publicUrl}, port ${config.port} of ${config.host}`,
    config.mongodbUri ? 'MongoDB' : 'embedded database',
    config.redisUrl ? 'Redis' : 'jobs in process',
    config.smtpUrl ? `mail by ${new URL(config.smtpUrl).hostname}` : 'mail kept',
  ];
  const about = 'configuration';
  const local = /^(localhost|127\.|\[::1\])/.test(new URL(config.publicUrl).host);
  if (local && config.smtpUrl)
    return {
      about,
      state: 'wrong',
      says: `${parts.join('; ')}; links in e-mail lead to ${config.publicUrl}, which nobody else can reach`,
      advice: 'set PUBLIC_URL to the address that people type',
    };
  return { about, state: 'ok', says: parts.join('; ') };
}

async function disk({ dataDir }: Config): Promise<Finding> {
  const about = 'disk';
  const probe = join(dataDir, `.doctor-${randomUUID()}`);
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(probe, 'x');
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    const says = `${dataDir} can be written, ${Math.round(free / MEGABYTE)} MB free`;
    if (free > LITTLE_DISK) return { about, state: 'ok', says };
    return { about, state: 'wrong', says, advice: 'make room, or set DATA_DIR to a larger disk' };
  } catch (error) {
    const advice = 'give the user that runs Palabre the right to write there, or set DATA_DIR';
    return { about, state: 'wrong', says: explain(error), advice };
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

async function queue({ redisUrl }: Config): Promise<Finding> {
  const about = 'queue';
  if (!redisUrl) return { about, state: 'ok', says: 'in the server’s own process (no REDIS_URL)' };
  const redis = new Redis(redisUrl, { lazyConnect: true, connectTimeout: PATIENCE_MS, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const begun = performance.now();
    await redis.ping();
    return { about, state: 'ok', says: `Redis answers in ${Math.ceil(performance.now() - begun)} ms` };
  } catch (error) {
    const advice = 'start Redis, or correct REDIS_URL; on one machine you can do without it';
    return { about, state: 'wrong', says: `${redacted(redisUrl)}: ${explain(error)}`, advice };
  } finally {
    redis.disconnect();
  }
}

/** Where it said that it listens, or else where it would with the settings of this command. */
async function server(config: Config): Promise<Finding> {
  const about = 'server';
  for (const url of [await whereaboutsLeft(config), addressBy(config)]) {
    const answer = url && (await healthAt(url));
    if (!answer) continue;
    const port = Number(url.port || 80);
    if (!answer.ok)
      return { about, state: 'wrong', says: `on port ${port} it says: ${answer.body}`, advice: 'look at its log' };
    const apart = port === config.port ? '' : ` (PORT is ${config.port} here)`;
    return { about, state: 'ok', says: `running on port ${port}${apart}, and ready` };
  }
  return { about, state: 'note', says: `not running on port ${config.port}`, advice: 'npm start' };
}

function addressBy({ host, port }: Config): URL {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return new URL(`http://${address.includes(':') ? `[${address}]` : address}:${port}`);
}

/** Null where nobody answers. */
async function healthAt(url: URL): Promise<{ ok: boolean; body: string } | null> {
  try {
    const answer = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(PATIENCE_MS) });
    return { ok: answer.ok, body: await answer.text() };
  } catch {
    return null;
  }
}

async function databaseAndClock({ app, config }: Running): Promise<Finding[]> {
  const connection = app.get<Connection>(getConnectionToken());
  const begun = performance.now();
  const hello = await connection.db?.command({ hello: 1 });
  const took = Math.ceil(performance.now() - begun);
  const trial = connection.collection('doctor');
  const { insertedId } = await trial.insertOne({ at: new Date() });
  await trial.deleteOne({ _id: insertedId });
  const which = config.mongodbUri ? redacted(config.mongodbUri) : 'embedded';
  const theirs = hello?.localTime instanceof Date ? hello.localTime : new Date();
  return [
    { about: 'database', state: 'ok', says: `${which}, answers in ${took} ms, and can be written` },
    clock(theirs),
  ];
}

function clock(ofDatabase: Date): Finding {
  const about = 'clock';
  const now = new Date();
  const apart = Math.abs(now.getTime() - ofDatabase.getTime());
  const says = `${now.toISOString()}, ${Intl.DateTimeFormat().resolvedOptions().timeZone}`;
  if (now.getTime() > WRITTEN_AT && apart < CLOCK_APART_MS) return { about, state: 'ok', says };
  const advice = 'set the clock by NTP (timedatectl set-ntp true) on every machine';
  return { about, state: 'wrong', says: `${says}; the database says ${ofDatabase.toISOString()}`, advice };
}

async function mail({ app }: Running): Promise<Finding> {
  const about = 'mail';
  const counts = await app.get(Ledger, { strict: false }).counts();
  const ledger = Object.entries(counts)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
  const mailer = app.get(Mailer, { strict: false });
  if (!mailer.sends) {
    const advice =
      'set SMTP_URL so that it reaches people; until then read it at /admin/mail or by `palabre mail list`';
    return { about, state: 'note', says: `kept, not sent${ledger && ` (${ledger})`}`, advice };
  }
  try {
    await mailer.ping();
  } catch (error) {
    const advice = 'start the mail server, or correct SMTP_URL; what waits is sent then';
    return { about, state: 'wrong', says: `the mail server does not answer: ${explain(error)}`, advice };
  }
  const doubtful = (counts.uncertain ?? 0) + (counts.rejected ?? 0);
  if (doubtful === 0) return { about, state: 'ok', says: `the mail server answers${ledger && ` (${ledger})`}` };
  return { about, state: 'note', says: ledger, advice: 'look at /admin/mail: some may not have arrived' };
}

async function people({ app, config }: Running): Promise<Finding> {
  const about = 'people';
  const { members, administrators } = await app.get(Members, { strict: false }).counts();
  const says = `${members} ${members === 1 ? 'member' : 'members'}, ${administrators} of them ${administrators === 1 ? 'administrator' : 'administrators'}`;
  if (administrators > 0) return { about, state: 'ok', says };
  const advice = `follow the link that the server prints when it starts at ${config.publicUrl}, or: palabre member create --role administrator …`;
  return { about, state: 'note', says, advice };
}

function noDatabase({ mongodbUri, dataDir }: Config, error: unknown): Finding {
  const advice = mongodbUri
    ? 'start MongoDB, or correct MONGODB_URI'
    : `look at ${join(dataDir, 'engine')}: is it readable, and is no other server starting just now?`;
  return { about: 'database', state: 'wrong', says: explain(error), advice };
}

/** An address without the password in it. */
const redacted = (url: string): string => url.replace(/\/\/[^@/]*@/, '//…@');
