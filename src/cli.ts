import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { commands } from './commands/commands.js';
import { explain } from './commands/explain.js';

/** `npx palabre <command>`: the administrator's command line. Each command is a file of `commands/`. */
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const program = new Command('palabre')
  .description('A community server: the commands of those who look after it.')
  .version(version)
  .showSuggestionAfterError(false);
for (const add of commands) add(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`palabre: ${explain(error)}\n`);
  process.exitCode = 1;
}
