import { text } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import type { Running } from '../boot.js';
import type { MemberInvitations } from '../features/accounts/public.js';
import type { SiteRole } from '../platform/access/viewer.js';
import { type Locale, locales } from '../platform/i18n/locales.js';
import { say, withPalabre } from './application.js';
import { WrongUse } from './explain.js';

interface CreateOptions {
  email: string;
  name: string;
  role?: SiteRole;
  language?: Locale;
  passwordStdin?: boolean;
}

export function addMember(program: Command): void {
  const member = program.command('member').description('make members, and let them in again');
  member
    .command('create')
    .description('make a member, with a confirmed address')
    .requiredOption('--email <address>', 'their e-mail address')
    .requiredOption('--name <name>', 'their name')
    .addOption(new Option('--role <role>', 'a role of the site').choices(['administrator', 'moderator', 'librarian']))
    .addOption(new Option('--language <code>', 'language of their pages and e-mail').choices(locales))
    .option('--password-stdin', 'read their password from standard input; otherwise a link is made for choosing one')
    .action((options: CreateOptions) => create(options));
  member
    .command('link')
    .description('make a link by which a member chooses a new password, once, within two hours')
    .requiredOption('--member <address or handle>', 'who')
    .action(({ member: who }: { member: string }) => withPalabre((palabre) => printLink(palabre, who)));
}

async function create({ email, name, role, language, passwordStdin }: CreateOptions): Promise<void> {
  const password = passwordStdin ? await passwordFromStdin() : null;
  await withPalabre(async (palabre) => {
    const invitations = await invitationsOf(palabre);
    const member = await invitations.make({ email, name, password, role, locale: language });
    say(`Made ${member.name} (@${member.handle}, ${member.email})${role ? `, ${role}` : ''}.`);
    if (password !== null) return;
    say('They choose a password by this link, once, within two hours; they are sent it, too:');
    say(await invitations.passwordLink(member));
  });
}

async function printLink(palabre: Running, who: string): Promise<void> {
  const invitations = await invitationsOf(palabre);
  const member = await invitations.find(who);
  say(
    `${member.name} (@${member.handle}) chooses a new password by this link, once, within two hours; they are sent it, too:`,
  );
  say(await invitations.passwordLink(member));
}

export async function invitationsOf({ app }: Running): Promise<MemberInvitations> {
  const { MemberInvitations } = await import('../features/accounts/public.js');
  return app.get(MemberInvitations, { strict: false });
}

async function passwordFromStdin(): Promise<string> {
  if (process.stdin.isTTY) throw new WrongUse('--password-stdin: pipe the password in, as in `palabre … < file`');
  return (await text(process.stdin)).replace(/\r?\n$/, '');
}
