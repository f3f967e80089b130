// `npm test`: looks for what the tests need beyond Node, builds once, runs jest, and ends with one plain line.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const NEEDED = { chromium: '/usr/bin/chromium', 'redis-server': '/usr/bin/redis-server' };

const run = (command, args, options = {}) => spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
const missing = () =>
  Object.keys(NEEDED).filter(
    (name) => !existsSync(NEEDED[name]) && run('which', [name], { stdio: 'ignore' }).status !== 0,
  );

function provide(packages) {
  const rootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!rootOnDebian) {
    process.stderr.write(
      `npm test needs ${packages.join(' and ')}: install them first (Debian: sudo apt-get install ${packages.join(' ')})\n`,
    );
    process.exit(1);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Nothing that is installed for the tests may start a service.
  run('sh', [
    '-c',
    "test -e /usr/sbin/policy-rc.d || { printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d; }",
  ]);
  run('apt-get', ['update', '-qq'], { env });
  if (run('apt-get', ['install', '-y', '-qq', ...packages], { env }).status !== 0) process.exit(1);
}

/** Where the tests write, gone with them. In memory where there is room: databases flush each write, and a slow disk would be all that is measured. */
function scratchFolder() {
  const memory = '/dev/shm';
  const { bavail, bsize } = existsSync(memory) ? statfsSync(memory) : { bavail: 0, bsize: 0 };
  return mkdtempSync(join(bavail * bsize > 2 * 1024 ** 3 ? memory : tmpdir(), 'palabre-test-'));
}

const packages = missing();
if (packages.length > 0) provide(packages);
await build();
mkdirSync(join(root, '.cache'), { recursive: true });
const scratch = scratchFolder();
const report = join(root, '.cache/jest-report.json');
const jest = run(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--forceExit',
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  { env: { ...process.env, TMPDIR: scratch } },
);
rmSync(scratch, { recursive: true, force: true });
const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
process.stdout.write(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed\n`);
process.exit(jest.status ?? 1);
