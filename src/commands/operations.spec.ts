import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineProcess } from '../../test/process/engine.js';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

let base: string;
let home: string;
let copy: string;
let atHome: string[];

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'palabre operations '));
  home = join(base, 'home');
  expect(palabre(['seed']).status).toBe(0);
  atHome = everything();
  copy = /^Backed up to (.*)$/m.exec(palabre(['backup', join(base, 'copies')]).stdout)?.[1] ?? '';
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

function palabre(args: string[], settings: NodeJS.ProcessEnv = {}) {
  const { MONGODB_URI: _, REDIS_URL: __, SMTP_URL: ___, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    env: { ...inherited, DATA_DIR: home, PORT: '0', NODE_OPTIONS: '', LOG_LEVEL: '', NODE_ENV: '', ...settings },
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return { status, stdout, stderr };
}

/** Everything that people wrote; the first line says when it was exported. */
const everything = (settings: NodeJS.ProcessEnv = {}) => palabre(['export'], settings).stdout.split('\n').slice(1);

/** A copy of the backup with something done to its file, brought back into a new folder. */
function restoreDamaged(damage: (file: string) => void, { note = true } = {}) {
  const damaged = join(base, 'damaged');
  const into = join(base, 'into');
  for (const folder of [damaged, into]) rmSync(folder, { recursive: true, force: true });
  cpSync(copy, damaged, { recursive: true });
  if (!note) rmSync(join(damaged, 'backup.json'));
  damage(join(damaged, 'data.mdb'));
  const result = palabre(['restore', damaged], { DATA_DIR: into });
  expect(readdirSync(join(into, 'engine'))).toEqual([]);
  return result;
}

const oneLine = (words: RegExp) => ({ status: 1, stdout: '', stderr: expect.stringMatching(words) });

test('a restore brings back what there was', () => {
  const elsewhere = { DATA_DIR: join(base, 'restored') };
  expect(palabre(['restore', copy], elsewhere)).toMatchObject({ status: 0, stderr: '' });
  expect(everything(elsewhere)).toEqual(atHome);
});

test('a damaged copy is refused with one line, also one that came without its note', () => {
  const cut = (file: string) => truncateSync(file, 100_000);
  const overwritten = (file: string) => {
    const handle = openSync(file, 'r+');
    for (let at = 8192; at < readFileSync(file).length; at += 4096)
      writeSync(handle, Buffer.alloc(64, 0xff), 0, 64, at);
  };
  expect(restoreDamaged(cut)).toEqual(oneLine(/^palabre: .*damaged.*\n$/));
  expect(restoreDamaged(overwritten)).toEqual(oneLine(/^palabre: .*damaged.*\n$/));
  expect(restoreDamaged(cut, { note: false })).toEqual(oneLine(/^palabre: .*damaged.*\n$/));
  expect(restoreDamaged(overwritten, { note: false })).toEqual(oneLine(/^palabre: .*damaged.*\n$/));
});

test('a dump that is loaded elsewhere gives the same documents, types and indexes', () => {
  const dump = join(base, 'a dump');
  const elsewhere = { DATA_DIR: join(base, 'loaded') };
  expect(palabre(['dump', dump])).toMatchObject({ status: 0, stderr: '' });
  expect(palabre(['load', dump], elsewhere)).toMatchObject({ status: 0, stderr: '' });
  const again = join(base, 'another dump');
  palabre(['dump', again], elsewhere);
  const files = readdirSync(join(dump, 'palabre')).sort();
  expect(files).toContain('members.bson');
  expect(readdirSync(join(again, 'palabre')).sort()).toEqual(files);
  for (const file of files)
    expect(readFileSync(join(again, 'palabre', file)).equals(readFileSync(join(dump, 'palabre', file)))).toBe(true);
  expect(everything(elsewhere)).toEqual(atHome);

  expect(palabre(['load', dump], elsewhere)).toEqual(oneLine(/has documents already, and nothing was loaded: --drop/));
  expect(palabre(['load', dump, '--drop'], elsewhere).stdout).toMatch(/^Loaded \d+ documents/);
  expect(palabre(['dump', dump])).toEqual(oneLine(/is not empty/));

  truncateSync(join(dump, 'palabre', 'posts.bson'), 1000);
  const nowhere = { DATA_DIR: join(base, 'nowhere') };
  expect(palabre(['load', dump], nowhere)).toEqual(oneLine(/^palabre: .*posts\.bson is damaged.*\n$/));
  expect(palabre(['load', join(base, 'no such dump')], nowhere)).toEqual(oneLine(/holds no dump/));
});

test('what is dumped here can be loaded through MONGODB_URI, under the name that it gives, and dumped from there', async () => {
  const engine = await EngineProcess.start(join(base, 'server'));
  try {
    const settings = { MONGODB_URI: engine.uri.replace('/?', '/community?') };
    const dump = join(base, 'to move');
    palabre(['dump', dump]);
    expect(palabre(['load', dump], settings)).toMatchObject({ status: 0, stderr: '' });
    expect(everything(settings)).toEqual(atHome);
    expect(palabre(['dump', join(base, 'back')], settings).stdout).toContain(join(base, 'back', 'community'));
    for (const args of [['backup'], ['restore', copy], ['check'], ['compact']])
      expect(palabre(args, settings)).toEqual(oneLine(/^palabre: MONGODB_URI is set, .*\n$/));
  } finally {
    await engine.kill('SIGTERM');
  }
});

test('a check says that all is well, and compaction what it gave back', () => {
  expect(palabre(['check']).stdout).toMatch(/^All is well: \d+ documents in \d+ collections; indexes agree/);
  expect(palabre(['compact']).stdout).toMatch(/^Compacted: \d.* MB before, \d.* MB now/);
  expect(palabre(['check'])).toMatchObject({ status: 0 });
});

test.each([
  ['a folder without a server', ['backup'], { DATA_DIR: '/nonexistent/folder' }, /there is nothing here yet/],
  ['no number', ['backup', '--keep', 'none'], {}, /--keep/],
  ['what is no backup', ['restore', '/tmp'], {}, /is no backup/],
])('%s is refused with one line', (_, args, settings, words) => {
  const { status, stdout, stderr } = palabre(args, settings);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(words);
});

test('a folder of copies is not guessed at, and the data in use are no backup', () => {
  expect(palabre(['restore', join(base, 'copies')], { DATA_DIR: join(base, 'new') }).stderr).toContain(copy);
  expect(palabre(['restore', home]).stderr).toContain('is what you have now');
});
