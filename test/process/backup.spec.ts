import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PASSWORD } from '../cast.js';
import { palabre, Server } from './server.js';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'palabre backup '));
});
afterEach(() => rm(base, { recursive: true, force: true }));

/** Gil, an administrator, with a token that may write. */
async function tokenOfGil(dataDir: string): Promise<string> {
  const gil = ['--email', 'gil@example.org', '--name', 'Gil', '--role', 'administrator', '--password-stdin'];
  await palabre(['member', 'create', ...gil], { dataDir, input: PASSWORD });
  return (await palabre(['token', 'create', '--member', 'gil', '--scope', 'write'], { dataDir })).lastLine;
}

const call = (server: Server, token: string, path: string, body?: FormData | object): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && !(body instanceof FormData) ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { method: 'POST', body: body instanceof FormData ? body : JSON.stringify(body) } : {}),
  });

/** Posts until the server dies; gives the titles that were acknowledged. */
async function write(server: Server, token: string, writer: number, acknowledged: string[]): Promise<void> {
  for (let n = 0; ; n++) {
    const title = `Writer ${writer} post ${n}`;
    const answer = await call(server, token, '/api/v1/posts', { title, text: 'Water.', language: 'en' }).catch(
      () => null,
    );
    if (answer?.status !== 201) return;
    acknowledged.push(title);
  }
}

async function allTitles(server: Server, token: string): Promise<string[]> {
  const titles: string[] = [];
  for (let after = ''; ; ) {
    const answer = await call(server, token, `/api/v1/posts?limit=100${after && `&after=${after}`}`);
    const { items, next } = (await answer.json()) as { items: { title: string }[]; next: string | null };
    titles.push(...items.map(({ title }) => title));
    if (!next) return titles;
    after = next;
  }
}

const pathIn = (stdout: string) => /^Backed up to (.*)$/m.exec(stdout)?.[1] ?? '';

afterEach(() => Server.killAll());

test('backed up while people write, killed, and restored elsewhere: everything from before the backup is there', async () => {
  const dataDir = join(base, 'first');
  const server = await (await Server.spawn(dataDir)).ready();
  const token = await tokenOfGil(dataDir);
  const bytes = new TextEncoder().encode('Minutes of the meeting under the tree.\n'.repeat(9000));
  const form = new FormData();
  form.append('file', new Blob([bytes], { type: 'text/plain' }), 'minutes.txt');
  const file = (await (await call(server, token, '/api/v1/attachments', form)).json()) as {
    path: string;
    markdown: string;
  };
  const acknowledged: string[] = [];
  const holder = { title: 'The minutes', text: file.markdown, language: 'en' };
  expect((await call(server, token, '/api/v1/posts', holder)).status).toBe(201);
  acknowledged.push(holder.title);

  const writers = [0, 1, 2, 3].map((writer) => write(server, token, writer, acknowledged));
  while (acknowledged.length < 20) await sleep(5);
  const before = [...acknowledged];
  const backup = await palabre(['backup', join(base, 'copies')], { dataDir });
  expect(backup).toMatchObject({ code: 0, stderr: '' });
  expect(backup.stdout).toMatch(/\d MB in .* s: /);
  await server.kill('SIGKILL');
  await Promise.all(writers);
  expect(acknowledged.length).toBeGreaterThan(before.length);

  const elsewhere = join(base, 'else where');
  const restored = await palabre(['restore', pathIn(backup.stdout)], { dataDir: elsewhere });
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toMatch(/\d+ documents in \d+ collections; indexes agree/);
  const again = await (await Server.spawn(elsewhere)).ready();
  const there = await allTitles(again, token);
  expect(before.filter((title) => !there.includes(title))).toEqual([]);
  expect(new Set(there).size).toBe(there.length);
  const got = await call(again, token, file.path);
  expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes);
  await again.kill('SIGTERM');
});

test('a restore refuses while a server runs, and beside what is there; replacing keeps it', async () => {
  const dataDir = join(base, 'data');
  const server = await (await Server.spawn(dataDir)).ready();
  await tokenOfGil(dataDir);
  const copy = pathIn((await palabre(['backup'], { dataDir })).stdout);
  expect(copy).toMatch(new RegExp(`^${join(dataDir, 'backups', 'palabre-')}`));
  await palabre(['member', 'create', '--email', 'ana@example.org', '--name', 'Ana'], { dataDir });

  expect(await palabre(['restore', copy, '--replace'], { dataDir })).toMatchObject({
    code: 1,
    stdout: '',
    stderr: `palabre: a Palabre runs in ${dataDir} (process ${server.child.pid}): stop it first\n`,
  });
  await server.kill('SIGTERM');
  expect(await palabre(['restore', copy], { dataDir })).toMatchObject({
    code: 1,
    stdout: '',
    stderr: `palabre: there is something in ${dataDir} already: --replace puts it aside, and keeps it\n`,
  });

  const replaced = await palabre(['restore', copy, '--replace'], { dataDir });
  expect(replaced.code).toBe(0);
  expect((await palabre(['doctor'], { dataDir })).stdout).toContain('1 member, 1 of them');
  const aside = /is kept in (.*): delete/.exec(replaced.stdout)?.[1] ?? '';
  const other = join(base, 'other');
  expect(await palabre(['restore', aside], { dataDir: other })).toMatchObject({ code: 0 });
  expect((await palabre(['doctor'], { dataDir: other })).stdout).toContain('2 members, 1 of them');
});

test('the oldest copies are deleted, and nothing else in that folder', async () => {
  const dataDir = join(base, 'data');
  const copies = join(base, 'copies');
  await palabre(['member', 'create', '--email', 'gil@example.org', '--name', 'Gil'], { dataDir });
  await palabre(['backup', copies], { dataDir });
  await palabre(['export', join(copies, 'palabre.jsonl')], { dataDir });
  const second = pathIn((await palabre(['backup', copies, '--keep', '2'], { dataDir })).stdout);
  const last = await palabre(['backup', copies, '--keep', '2'], { dataDir });
  expect(last.stdout).toContain('Deleted 1 older copy.');
  expect((await readdir(copies)).map((name) => join(copies, name)).sort()).toEqual(
    [second, pathIn(last.stdout), join(copies, 'palabre.jsonl')].sort(),
  );
});
