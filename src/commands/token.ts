import { type Command, Option } from 'commander';
import type { Scope } from '../platform/access/viewer.js';
import { say, withPalabre } from './application.js';
import { invitationsOf } from './member.js';

interface CreateOptions {
  member: string;
  scope: Scope;
  name: string;
}

export function addToken(program: Command): void {
  program
    .command('token')
    .description('personal tokens for the API')
    .command('create')
    .description('make a token; it stands alone on the last line, and is shown this once')
    .requiredOption('--member <address or handle>', 'for whom')
    .addOption(new Option('--scope <scope>', 'what it may').choices(['read', 'write']).default('read'))
    .option('--name <name>', 'what it is for', 'command line')
    .action((options: CreateOptions) => create(options));
}

async function create({ member: who, scope, name }: CreateOptions): Promise<void> {
  const made = await withPalabre(async (palabre) => {
    const { Tokens } = await import('../features/accounts/public.js');
    const member = await (await invitationsOf(palabre)).find(who);
    const { secret } = await palabre.app.get(Tokens, { strict: false }).create(member._id, name, scope);
    return { member, secret };
  });
  say(
    `A token of ${made.member.name} (@${made.member.handle}) that may ${scope === 'write' ? 'read and write' : 'read'}:`,
  );
  say(made.secret);
}
