import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/palabre.js', import.meta.url));
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const fixtures = fileURLToPath(new URL('../features/imports/readers/fixtures/', import.meta.url));

let folder: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palabre-import-commands-'));
  const { MONGODB_URI: _, REDIS_URL: __, SMTP_URL: ___, ...inherited } = process.env;
  env = { ...inherited, DATA_DIR: folder, PORT: '0', NODE_OPTIONS: '', LOG_LEVEL: '', NODE_ENV: 'production' };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const palabre = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    env,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return { status, stdout, stderr };
};

const types = (jsonl: string) =>
  jsonl
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { type: string }).type);

test('an import says what it read and made, and a second one that all is as before', () => {
  const file = join(fixtures, 'garden.wxr.xml');
  const first = palabre('import', 'wordpress', file, '--workspace', 'jardin');
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch(/posts +2 +2 +0 +0 +0\n/);
  expect(first.stdout).toMatch(/Written into:\n .*\/workspaces\/jardin\n.*no administrator yet/);
  expect(palabre('import', 'wordpress', file, '--workspace', 'jardin').stdout).toMatch(/posts +2 +0 +0 +2 +0\n/);
});

test('what cannot be read is named by file and line, and the exit says so', async () => {
  const file = join(folder, 'bad.jsonl');
  await writeFile(file, '{"type":"member","id":"a","name":"A"}\n{"type":"member"}\n');
  expect(palabre('import', 'jsonl', file)).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^palabre: .*bad\.jsonl:2: id: .*\n$/),
  });
  expect(palabre('import', 'wordpress', join(folder, 'none.xml')).stderr).toMatch(/none\.xml: there is no such file/);
  expect(palabre('import', 'stackexchange', folder).stderr).toMatch(/there is no Users\.xml/);
});

test('an import killed in its middle is finished by the next one', async () => {
  const file = join(folder, 'many.jsonl');
  const post = (at: number) =>
    JSON.stringify({ type: 'post', id: `p${at}`, author: { name: 'Ada' }, title: `Post ${at}`, text: 'Text' });
  await writeFile(file, Array.from({ length: 4000 }, (_, at) => post(at)).join('\n'));
  const killed = spawn(process.execPath, [cli, 'import', 'jsonl', file], { env, stdio: 'ignore' });
  const ended = once(killed, 'exit');
  const data = join(folder, 'engine');
  const before = await sizeOf(data);
  while (killed.exitCode === null && (await sizeOf(data)) < before + 400_000) await sleep(5);
  killed.kill('SIGKILL');
  await ended;
  const half = types(palabre('export').stdout).filter((type) => type === 'post').length;
  expect(half).toBeLessThan(4000);

  expect(palabre('import', 'jsonl', file).stdout).toMatch(/posts +4000 /);
  const whole = palabre('export')
    .stdout.split('\n')
    .filter((line) => line.includes('"title":"Post '));
  expect(new Set(whole.map((line) => (JSON.parse(line) as { title: string }).title)).size).toBe(4000);
  expect(whole).toHaveLength(4000);
});

test('the small world is made once, and its password is shown once', () => {
  env = { ...env, DATA_DIR: join(folder, 'seeded') };
  const first = palabre('seed');
  expect(first.stdout).toMatch(/Gil +gil@example\.org +administrator[\s\S]*password: \S{12}\n/);
  const before = palabre('export').stdout.split('\n').slice(1);
  const again = palabre('seed');
  expect(again).toMatchObject({ status: 0, stderr: '' });
  expect(again.stdout).not.toContain('password');
  expect(palabre('export').stdout.split('\n').slice(1)).toEqual(before);
});

async function sizeOf(path: string): Promise<number> {
  const names = await readdir(path).catch(() => []);
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(path, name)).catch(() => null))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
