import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PASSWORD } from '../../test/cast.js';

const bin = fileURLToPath(new URL('../../bin/palabre.js', import.meta.url));
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

let folder: string;
let port: number;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palabre-commands-'));
  port = await freePort();
  const { MONGODB_URI: _, REDIS_URL: __, SMTP_URL: ___, ...inherited } = process.env;
  env = { ...inherited, DATA_DIR: folder, PORT: String(port), NODE_OPTIONS: '', LOG_LEVEL: '', NODE_ENV: 'production' };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function palabre(args: string[], { input, settings = {} }: { input?: string; settings?: NodeJS.ProcessEnv } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    input,
    env: { ...env, ...settings },
    encoding: 'utf8',
  });
  return { status, stdout, stderr, lines: stdout.trimEnd().split('\n') };
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

describe('while no server runs', () => {
  test('the first administrator is made without a browser', () => {
    const made = palabre(
      [
        'member',
        'create',
        '--email',
        'gil@example.org',
        '--name',
        'Gil',
        '--role',
        'administrator',
        '--password-stdin',
      ],
      { input: `${PASSWORD}\n` },
    );
    expect(made).toMatchObject({ status: 0, stderr: '', stdout: 'Made Gil (@gil, gil@example.org), administrator.\n' });
  });

  test('without a password a link is printed by which the member chooses one', () => {
    const { lines, status } = palabre(['member', 'create', '--email', 'ana@example.org', '--name', 'Ana']);
    expect(status).toBe(0);
    expect(lines.at(-1)).toMatch(new RegExp(`^http://localhost:${port}/reset-password/[0-9a-f]{24}\\.[\\w-]{43}$`));
  });

  test('a token stands alone on the last line', () => {
    const { lines, status } = palabre(['token', 'create', '--member', 'gil@example.org', '--scope', 'write']);
    expect(status).toBe(0);
    expect(lines.at(-1)).toMatch(/^palabre_[\w-]{43}$/);
  });

  test.each([
    [
      'an address that is taken',
      ['member', 'create', '--email', 'GIL@example.org', '--name', 'G'],
      /already uses this/,
    ],
    ['what is no address', ['member', 'create', '--email', 'gil', '--name', 'Gil'], /not an e-mail address/],
    ['an unknown role', ['member', 'create', '--email', 'x@y.org', '--name', 'X', '--role', 'king'], /--role/],
    ['a member that there is not', ['token', 'create', '--member', 'nobody'], /no such member/],
    ['a missing option', ['token', 'create'], /--member/],
    ['an unknown command', ['dance'], /unknown command/],
  ])('%s fails with one line', (_, args, words) => {
    const { status, stdout, stderr } = palabre(args);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(words);
  });

  test('a password that is too easy is refused', () => {
    const args = ['member', 'create', '--email', 'eve@example.org', '--name', 'Eve', '--password-stdin'];
    expect(palabre(args, { input: '1234567890' })).toMatchObject({ status: 1 });
    expect(palabre(args, { input: 'short' }).stderr).toContain('At least 10 characters');
  });

  test('every command has help', () => {
    for (const command of [['start'], ['worker'], ['engine'], ['member', 'create'], ['token', 'create'], ['doctor']])
      expect(palabre([...command, '--help'])).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('Usage: palabre'),
      });
  });

  test('the doctor finds all well, and says what is wrong and what to do', () => {
    const well = palabre(['doctor']);
    expect(well.stdout).toContain('All is well.');
    expect(well.status).toBe(0);
    expect(well.stdout).toContain('2 members, 1 of them administrator');

    const deaf = palabre(['doctor'], {
      settings: { REDIS_URL: 'redis://127.0.0.1:1', SMTP_URL: 'smtp://127.0.0.1:1' },
    });
    expect(deaf.status).toBe(1);
    expect(deaf.stdout).toMatch(/WRONG {2}queue .*\n.*start Redis/);
    expect(deaf.stdout).toMatch(/WRONG {2}configuration .*\n.*PUBLIC_URL/);

    const mistyped = palabre(['doctor'], { settings: { PORT: 'eighty' } });
    expect(mistyped.status).toBe(1);
    expect(mistyped.stdout).toContain('PORT=eighty: expected a port number');
  });

  test('the worker says what it needs', () => {
    expect(palabre(['worker'])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^palabre: MONGODB_URI and REDIS_URL missing.*\n$/),
    });
  });
});

describe('while the server runs', () => {
  let server: ChildProcess;

  beforeAll(async () => {
    server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve) =>
      server.stdout?.on('data', (text) => /is ready/.test(String(text)) && resolve()),
    );
  });
  afterAll(() => new Promise((resolve) => server.once('exit', resolve).kill('SIGTERM')));

  test('commands join it, and what they make counts at once', async () => {
    const { lines } = palabre(['token', 'create', '--member', 'gil', '--scope', 'read']);
    const me = await fetch(`http://127.0.0.1:${port}/api/v1/me`, {
      headers: { authorization: `Bearer ${lines.at(-1)}` },
    });
    expect(me.status).toBe(200);
    expect(await me.json()).toMatchObject({ handle: 'gil', roles: ['administrator'] });
  });

  test('the doctor finds it on whichever port it listens', () => {
    expect(palabre(['doctor']).stdout).toContain(`running on port ${port}, and ready`);
    const elsewhere = palabre(['doctor'], { settings: { PORT: '1' } });
    expect(elsewhere.stdout).toMatch(
      new RegExp(`^ok +server +running on port ${port} \\(PORT is 1 here\\), and ready`, 'm'),
    );
  });

  test('a second server on the same folder refuses with a clear line', () => {
    expect(palabre(['start'])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^palabre: another Palabre already runs in .*\n$/),
    });
  });
});
