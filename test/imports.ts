import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  Exporter,
  Importer,
  type ImportOptions,
  OWN_SOURCE,
  type Source,
  type Tally,
} from '../src/features/imports/public.js';
import { JsonLinesSource, StackExchangeSource, WordpressSource } from '../src/features/imports/sources/index.js';
import type { World } from './world.js';

const fixtures = new URL('../src/features/imports/readers/fixtures/', import.meta.url);
export const fixture = (name: string): string => fileURLToPath(new URL(name, fixtures));

export const importer = (world: World): Importer => world.app.get(Importer, { strict: false });

export const importFrom = (world: World, source: Source, options: ImportOptions = {}): Promise<Tally> =>
  importer(world).run(source, options);

/** The small blog of the readers' fixtures, with these words in place of others; into `workspace`, or the one of the site. */
export async function garden(
  world: World,
  changes: Record<string, string> = {},
  { workspace, asWorkspaces }: { workspace?: string; asWorkspaces?: boolean } = {},
): Promise<WordpressSource> {
  let text = await readFile(fixture('garden.wxr.xml'), 'utf8');
  for (const [from, to] of Object.entries(changes)) text = text.replaceAll(from, to);
  const file = join(await mkdtemp(join(tmpdir(), 'palabre-garden-')), 'garden.wxr.xml');
  await writeFile(file, text);
  return new WordpressSource(file, {
    asWorkspaces,
    place: workspace ? await importer(world).placeAt(workspace) : undefined,
  });
}

export const wells = async (world: World, workspace?: string): Promise<StackExchangeSource> =>
  StackExchangeSource.open(
    fixture('stack-exchange'),
    workspace ? await importer(world).placeAt(workspace) : undefined,
    'en',
  );

/** A file of our own format with these lines. */
export async function lines(texts: readonly string[], name = OWN_SOURCE): Promise<JsonLinesSource> {
  const file = join(await mkdtemp(join(tmpdir(), 'palabre-lines-')), 'x.jsonl');
  await writeFile(file, texts.join('\n'));
  return new JsonLinesSource(file, name);
}

export async function exported(world: World): Promise<string[]> {
  const texts: string[] = [];
  for await (const line of world.app.get(Exporter, { strict: false }).lines()) texts.push(line.trimEnd());
  return texts;
}

/** How many of each kind there are. */
export async function countsOf(world: World): Promise<Record<string, number>> {
  const kinds = ['Member', 'Workspace', 'Membership', 'Post', 'Comment', 'Discussion', 'Reply', 'Tagged'];
  const counts = await Promise.all(kinds.map((kind) => world.model(kind).countDocuments()));
  return Object.fromEntries(kinds.map((kind, at) => [kind, counts[at] ?? 0]));
}
