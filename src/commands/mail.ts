import type { Command } from 'commander';
import { say, withPalabre } from './application.js';

export function addMail(program: Command): void {
  const mail = program.command('mail').description('the e-mail that was kept or sent');
  mail
    .command('list')
    .description('the latest e-mail: when, what became of it, to whom, subject')
    .option('--limit <number>', 'how many', '20')
    .action(({ limit }: { limit: string }) => list(Math.min(Math.max(Number.parseInt(limit, 10) || 20, 1), 500)));
}

const list = (limit: number): Promise<void> =>
  withPalabre(async ({ app }) => {
    const { Ledger } = await import('../platform/mail/ledger.js');
    const { lines } = await app.get(Ledger, { strict: false }).list({ limit });
    for (const { claimedAt, state, message } of lines)
      say(`${claimedAt.toISOString()}  ${state.padEnd(9)}  ${message.to.address}  ${message.subject}`);
    if (lines.length === 0) say('There is no e-mail yet.');
  });
