import { importsOf, sourcesOf } from './sources.js';

/** The ladder of docs/ARCHITECTURE.md: a feature imports only features of lower levels. */
const LEVELS: Record<string, number> = {
  accounts: 0,
  notifications: 1,
  workspaces: 2,
  tags: 3,
  attachments: 3,
  announcements: 4,
  blogs: 4,
  discussions: 4,
  people: 4,
  admin: 5,
  home: 5,
  imports: 5,
};

const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1] ?? null;

/** What a file may not import, and why; null when all is well. */
function trespass(from: string, to: string): string | null {
  const [own, other] = [featureOf(from), featureOf(to)];
  if (to.startsWith('src/dev/'))
    return from.startsWith('src/dev/') || /^src\/(app\.module|boot|commands\/seed)/.test(from)
      ? null
      : 'nobody imports dev';
  if (from.startsWith('src/embedded-mongo/'))
    return to.startsWith('src/embedded-mongo/') ? null : 'the engine stands alone';
  if (from.startsWith('src/ui/')) return /^src\/(ui|platform\/i18n)\//.test(to) ? null : 'ui knows only i18n';
  if (from.startsWith('src/platform/')) {
    return /^src\/(platform|ui)\//.test(to) || to === 'src/embedded-mongo/index.js'
      ? null
      : 'the platform knows no feature';
  }
  if (own === null || own === other) return null;
  if (other === null) return /^src\/(platform|ui)\//.test(to) ? null : 'features stand on platform and ui';
  if (!/\/public\.js$/.test(to)) return 'into another feature only through its public.ts';
  return (LEVELS[other] ?? 9) < (LEVELS[own] ?? -1) ? null : 'imports point down the ladder';
}

const sources = sourcesOf('src', { specs: true }).filter(
  ({ path }) => !path.endsWith('.spec.ts') && !path.endsWith('.spec.tsx'),
);

test('every feature has its place on the ladder', () => {
  const features = [...new Set(sources.map(({ path }) => featureOf(path)).filter((name) => name !== null))];
  expect(features.filter((name) => !(name in LEVELS))).toEqual([]);
});

test('imports point down, and into another feature only through its public.ts', () => {
  const trespasses = sources.flatMap((source) =>
    importsOf(source).flatMap((target) => {
      const reason = trespass(source.path, target);
      return reason ? [`${source.path} → ${target}: ${reason}`] : [];
    }),
  );
  expect(trespasses).toEqual([]);
});

test('the rule itself finds a trespass', () => {
  expect(trespass('src/features/blogs/posts.ts', 'src/features/discussions/public.js')).toBe(
    'imports point down the ladder',
  );
  expect(trespass('src/features/blogs/posts.ts', 'src/features/workspaces/workspace.model.js')).toMatch(/public/);
  expect(trespass('src/platform/web/server.ts', 'src/features/accounts/public.js')).toMatch(/no feature/);
});
