import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { commandConfig, say, withPalabre } from './application.js';

export function addSeed(program: Command): void {
  program
    .command('seed')
    .description('a small believable world to look around in: people, workspaces, posts, discussions in four languages')
    .action(() => seed());
}

const seed = (): Promise<void> =>
  withPalabre(async ({ app, config }) => {
    const { Seeder } = await import('./seed/seeder.js');
    const { PASSWORD } = await import('../dev/cast.js');
    const password = config.development ? PASSWORD : randomBytes(9).toString('base64url');
    const arrived = await new Seeder(app).run(password);
    if (arrived.length === 0) say('The small world is there: whatever was missing of it has been added.');
    else {
      say('The small world is ready. Sign in as one of these; the password is shown this once.\n');
      for (const { name, email, roles } of arrived) say(`  ${name.padEnd(6)}${email.padEnd(22)}${roles.join(', ')}`);
      say(`\n  password: ${password}`);
    }
    say(`\n  ${config.publicUrl}`);
  }, commandConfig());
