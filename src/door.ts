import { boot, type Running } from './boot.js';
import { SetUp } from './features/accounts/public.js';
import { type Config, ConfigError, readConfig } from './platform/config/config.js';
import { DataDirInUse } from './platform/database/database.js';
import type { Role } from './platform/role.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

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
    if (!(error instanceof ConfigError || error instanceof DataDirInUse)) throw error;
    process.stderr.write(`palabre: ${error.message}\n`);
    process.exitCode = 1;
  }
}

function refuseAlone(config: Config, door: string): void {
  const missing = [!config.mongodbUri && 'MONGODB_URI', !config.redisUrl && 'REDIS_URL'].filter(Boolean);
  if (missing.length > 0)
    throw new ConfigError(
      `${missing.join(' and ')} missing: the ${door} process shares its database and its queue with others; \`npm start\` needs neither`,
    );
}

async function listen({ app, config, log }: Running): Promise<void> {
  await app.listen({ port: config.port, host: config.host });
  log.debug('listening');
  say(`\n  ${'Palabre is ready:'.padEnd(20)}${config.publicUrl}`);
  const link = await app.get(SetUp).link();
  if (link) say(`  ${'Make it yours:'.padEnd(20)}${link}`);
  if (!config.smtpUrl)
    say(`  ${'E-mail:'.padEnd(20)}kept, not sent (no SMTP_URL); read it at ${config.publicUrl}/admin/mail`);
  if (!config.mongodbUri) say(`  ${'Everything is in:'.padEnd(20)}${config.dataDir}`);
  say('');
}

/** Finishes requests and jobs in hand; what takes longer than ten seconds is cut off, and found again in the database. */
function stopOnSignal(running: Running): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 10_000).unref();
    void running.close().catch((error: unknown) => {
      running.log.error({ err: error }, 'could not stop cleanly');
      process.exitCode = 1;
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
