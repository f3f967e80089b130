// `npm run check`: everything that can be known without running the product.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(root, 'node_modules/.bin', name);

const steps = [
  ['types', bin('tsc'), '--noEmit', '-p', '.'],
  ['types of the browser’s scripts', bin('tsc'), '--noEmit', '-p', 'src/ui/client'],
  ['format and lint', bin('biome'), 'check', '--error-on-warnings', 'src', 'test', 'scripts', 'bin'],
  ['promises and any', bin('eslint'), '--cache', '--cache-location', '.cache/eslint', 'src', 'test'],
  ['words', process.execPath, 'scripts/words.mjs'],
  ['boundaries', bin('depcruise'), 'src', '--config', '.dependency-cruiser.cjs'],
  ['dead code', bin('knip')],
];

let failed = 0;
for (const [name, command, ...args] of steps) {
  const begun = Date.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const good = status === 0;
  process.stdout.write(`${good ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)\n`);
  if (!good) process.stdout.write(`${stdout}${stderr}`);
  failed += good ? 0 : 1;
}
process.exit(failed === 0 ? 0 : 1);
