import { access, readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Running } from '../boot.js';
import type { Importer, Source, Tally } from '../features/imports/public.js';
import { say, withPalabre } from './application.js';
import { WrongUse } from './explain.js';
import { Progress } from './progress.js';

interface Options {
  workspace?: string;
  asWorkspaces?: boolean;
  mapping?: string;
  source?: string;
  facilitator?: string;
  language?: string;
  dryRun?: boolean;
}

type Sources = typeof import('../features/imports/sources/index.js');
type Place = Awaited<ReturnType<Importer['placeAt']>>;
/** Makes the source, once the application is there. */
type Open = (from: { sources: Sources; place: Place | undefined; running: Running }) => Promise<Source>;

export function addImport(program: Command): void {
  const command = program
    .command('import')
    .description('bring in what people wrote elsewhere; the same again changes what is there, and doubles nothing');
  common(command.command('wordpress <file>'))
    .description('an export of WordPress (WXR): posts, pages, comments, tags, authors')
    .option('--as-workspaces', 'a workspace for each top category, instead of one for the site')
    .action((file: string, options: Options) => {
      const { asWorkspaces, language } = options;
      if (asWorkspaces && options.workspace) throw new WrongUse('--as-workspaces and --workspace: choose one of them');
      return run(
        file,
        options,
        async ({ sources, place }) => new sources.WordpressSource(file, { place, asWorkspaces, language }),
      );
    });
  common(command.command('stackexchange <folder>'))
    .description('a dump of a Stack Exchange site: questions, answers, comments, users')
    .action((folder: string, options: Options) =>
      run(folder, options, ({ sources, place, running }) =>
        sources.StackExchangeSource.open(folder, place, localeOf(options, running)),
      ),
    );
  common(command.command('jsonl <file>'))
    .description('our own export format, or documents of any shape through a mapping (docs/import-format.md)')
    .option('--mapping <file>', 'says which field of ours each field of theirs fills')
    .option('--source <name>', 'keeps apart files that use the same ids for different things')
    .action((file: string, options: Options) =>
      run(file, options, async ({ sources, place }) => {
        const { OWN_SOURCE } = await import('../features/imports/public.js');
        const { mapping: path, language, source: name = OWN_SOURCE } = options;
        const mapping = path === undefined ? undefined : sources.parseMapping(await readFile(path, 'utf8'), path);
        return new sources.JsonLinesSource(file, name, { mapping, place, language });
      }),
    );
}

const common = (command: Command): Command =>
  command
    .option('--workspace <address>', 'into this workspace; one that does not exist is made, open to everybody')
    .option(
      '--facilitator <address or handle>',
      'who leads the workspaces that are made; otherwise the first administrator',
    )
    .option('--language <code>', 'of texts that do not say theirs')
    .option('--dry-run', 'read and count only; write nothing');

async function run(path: string, options: Options, open: Open): Promise<void> {
  await access(path).catch(() => {
    throw new WrongUse(`${path}: there is no such file or folder`);
  });
  await withPalabre(async (running) => {
    const { Importer } = await import('../features/imports/public.js');
    const sources = await import('../features/imports/sources/index.js');
    const importer = running.app.get(Importer, { strict: false });
    const place = options.workspace === undefined ? undefined : await importer.placeAt(options.workspace);
    const source = await open({ sources, place, running });
    const began = Date.now();
    const progress = new Progress();
    try {
      const tally = await importer.run(source, {
        dryRun: options.dryRun,
        founder: await facilitator(running, options),
        language: options.language,
        onProgress: (step, part) => progress.show(step, part),
      });
      progress.end();
      say(options.dryRun ? 'Read, and nothing written:' : 'Imported:');
      for (const line of tally.lines({ written: !options.dryRun })) say(line);
      for (const line of placesOf(tally, running.config.publicUrl)) say(line);
      say(`\n  ${((Date.now() - began) / 1000).toFixed(1)} s`);
    } finally {
      progress.end();
    }
  });
}

function placesOf({ places }: Tally, publicUrl: string): string[] {
  if (places.length === 0) return [];
  return [
    '\n  Written into:',
    ...places.map(({ slug }) => `  ${publicUrl}/workspaces/${slug}`),
    ...(places.every(({ led }) => led)
      ? []
      : ['  There is no administrator yet to lead them: make one, and run this again, or name a --facilitator.']),
  ];
}

async function facilitator({ app }: Running, { facilitator: who }: Options) {
  if (who === undefined) return undefined;
  const { Members } = await import('../features/accounts/public.js');
  const member = await app.get(Members, { strict: false }).byIdentifier(who);
  if (!member) throw new WrongUse(`--facilitator ${who}: there is no such member`);
  return member._id;
}

function localeOf({ language }: Options, { config }: Running) {
  const locales = ['en', 'fr', 'es', 'pt'] as const;
  const found = locales.find((locale) => locale === (language ?? config.defaultLocale));
  if (!found) throw new WrongUse(`--language ${language}: expected ${locales.join(', ')}`);
  return found;
}
