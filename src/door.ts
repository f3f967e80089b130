import { setTimeout as sleep } from 'node:timers/promises';
import { boot, type Running } from './boot.js';
import { type Config, ConfigError, readConfig } from './platform/config/config.js';
import { DataDirInUse } from './platform/database/database.js';
import type { Role } from './platform/role.js';
import { forgetWhereabouts, leaveWhereabouts } from './platform/web/whereabouts.js';

/** Starts the application in a role and sees it to its end. `shared` names a door that needs a database and a queue to share with others. */
export async function openDoor(role: Role, shared: 'web' | 'worker' | null): Promise<void> {
  try {
    const config = readConfig(process.env);
    if (shared) refuseAlone(config, shared);
    const running = await boot(config, role);
    stopOnSignal(running);
    if (role.serves) await listen(running);
    else running.log.info('the worker is ready');
  } catch (error) {
    const line = refusalOf(error);
    if (line === null) throw error;
    process.stderr.write(`palabre: ${line}\n`);
    process.exit(1);
  }
}

/** What the administrator can mend, in one line; null for a fault of ours. */
function refusalOf(error: unknown): string | null {
  if (error instanceof ConfigError || error instanceof DataDirInUse) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  return code === 'EADDRINUSE' ? `PORT=${port}: another program already listens there` : null;
}

function refuseAlone(config: Config, door: string): void {
  const missing = [!config.mongodbUri && 'MONGODB_URI', !config.redisUrl && 'REDIS_URL'].filter(Boolean);
  if (missing.length > 0)
    throw new ConfigError(
      `${missing.join(' and ')} missing: the ${door} process shares its database and its queue with others; \`npm start\` needs neither`,
    );
}

async function listen(running: Running): Promise<void> {
  const { app, config } = running;
  const greeting = await greetingOf(running);
  await app.listen({ port: config.port, host: config.host });
  await leaveWhereabouts(config, await app.getUrl());
  process.stdout.write(greeting);
}

async function greetingOf({ app, config }: Running): Promise<string> {
  const { SetUp } = await import('./features/accounts/public.js');
  const link = await app.get(SetUp).link();
  const lines = [
    ['Palabre is ready:', config.publicUrl],
    ['Make it yours:', link],
    ['Become somebody:', config.development ? `${config.publicUrl}/dev/people` : null],
    ['E-mail:', config.smtpUrl ? null : `kept, not sent (no SMTP_URL); read it at ${config.publicUrl}/admin/mail`],
    ['Everything is in:', config.mongodbUri ? null : config.dataDir],
  ];
  return `\n${lines.flatMap(([label, text]) => (text ? [`  ${label?.padEnd(19)}${text}\n`] : [])).join('')}\n`;
}

/** What has been sent to us by now is read within this time; a connection that is closed before looks idle, and its request would be lost. */
const STILL_ARRIVING_MS = 400;

/** Finishes requests and jobs in hand; what takes longer than ten seconds is cut off, and found again in the database. */
function stopOnSignal(running: Running): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 10_000).unref();
    void forgetWhereabouts(running.config)
      .then(() => sleep(STILL_ARRIVING_MS))
      .then(() => running.close())
      .catch((error: unknown) => {
        running.log.error({ err: error }, 'could not stop cleanly');
        process.exitCode = 1;
      });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
