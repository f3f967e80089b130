import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Source {
  /** From the project's root, such as `src/features/blogs/posts.ts`. */
  path: string;
  text: string;
}

/** Every TypeScript file under a folder of the project; tests and browser scripts only when asked for. */
export function sourcesOf(folder: string, { specs = false } = {}): Source[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => (specs || !/\.spec\.tsx?$/.test(path)) && !path.startsWith('src/ui/client/'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The project's own files that a source imports, as paths from the root, with the `.js` of ESM still on. */
export function importsOf({ path, text }: Source): string[] {
  const named = [...text.matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map(([, target]) => target ?? '');
  return named.map((target) => normalize(join(dirname(path), target)));
}
