import sharp from 'sharp';
import type { Browser } from '../../../test/browser.js';
import { ana, ben, dov, eve, gil } from '../../../test/cast.js';
import { World } from '../../../test/world.js';
import type { Attachment } from './attachment.model.js';
import { AttachmentSweep } from './sweep.js';

let world: World;
let picture: Buffer;
beforeAll(async () => {
  world = await World.start();
  picture = await sharp({ create: { width: 1000, height: 500, channels: 3, background: '#8a5a2b' } })
    .jpeg()
    .toBuffer();
});
afterAll(() => world?.end());

interface Uploaded {
  id: string;
  path: string;
  markdown: string;
}

const upload = (browser: Browser, name: string, bytes: Uint8Array, alt = '') =>
  browser.upload('/api/v1/attachments', { alt }, { file: { name, type: 'image/jpeg', bytes } });

const uploaded = async (browser: Browser, name: string, bytes: Uint8Array) =>
  (await upload(browser, name, bytes)).json<Uploaded>();

const fetchStatus = async (who: typeof ana | null, path: string) => (await (await world.as(who)).fetch(path)).status;

test('what belongs to nothing yet is seen by who uploaded it, and by nobody else', async () => {
  const { path } = await uploaded(await world.as(ana), 'tree.jpg', picture);
  expect(await fetchStatus(ana, path)).toBe(200);
  for (const other of [ben, gil, eve, dov]) expect(await fetchStatus(other, path)).toBe(404);
});

test('a picture comes whole, or as wide as is asked for', async () => {
  const browser = await world.as(ana);
  const { path } = await uploaded(browser, 'tree.jpg', picture);
  const sizes = await Promise.all(
    ['', '?w=400', '?w=960', '?w=1200', '?w=nonsense'].map(async (query) => {
      const answer = await browser.fetch(`${path}${query}`);
      const { width } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      return [answer.headers.get('content-type'), width];
    }),
  );
  expect(sizes).toEqual([
    ['image/jpeg', 1000],
    ['image/webp', 480],
    ['image/webp', 960],
    ['image/jpeg', 1000],
    ['image/jpeg', 1000],
  ]);
});

test('a file is downloaded under its own name, and nothing in it can run', async () => {
  const browser = await world.as(ana);
  const { path, markdown } = await uploaded(
    browser,
    'Bilan "été".csv',
    Buffer.from('village;ménages\nKoungheul;412\n'),
  );
  expect(markdown).toBe(`[Bilan été.csv](${path}/Bilan%20%C3%A9t%C3%A9.csv)`);
  const { headers } = await browser.fetch(`${path}/whatever`);
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="Bilan e_te_.csv"; filename*=UTF-8''Bilan%20%C3%A9t%C3%A9.csv`,
  );
  expect(headers.get('content-security-policy')).toContain('sandbox');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('private, no-cache');
});

test('a browser that has it is told so, and parts of it can be had', async () => {
  const browser = await world.as(ana);
  const { path } = await uploaded(browser, 'tree.jpg', picture);
  const whole = await browser.fetch(path);
  const bytes = Buffer.from(await whole.arrayBuffer());
  const etag = whole.headers.get('etag') ?? '';
  expect((await browser.fetch(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
  const part = await browser.fetch(path, { headers: { range: 'bytes=10-19', 'if-range': etag } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(`bytes 10-19/${bytes.length}`);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20));
  expect((await browser.fetch(path, { headers: { range: 'bytes=10-19', 'if-range': '"old"' } })).status).toBe(200);
  expect((await browser.fetch(path, { headers: { range: `bytes=${bytes.length}-` } })).status).toBe(416);
});

test('what is too large, or of no kind that we take, is refused', async () => {
  const browser = await world.as(ana);
  expect((await upload(browser, 'large.jpg', Buffer.alloc(10 * 1024 * 1024 + 1, 1))).status).toBe(413);
  expect((await upload(browser, 'page.html', Buffer.from('<!doctype html><script>1</script>'))).status).toBe(415);
  expect((await upload(browser, 'broken.jpg', picture.subarray(0, 300))).status).toBe(415);
  expect((await browser.upload('/api/v1/attachments', {}, {})).status).toBe(422);
  expect((await browser.send('POST', '/api/v1/attachments', { file: { name: 'x', bytes: 'y' } })).status).toBe(422);
});

test('visitors upload nothing', async () => {
  expect((await upload(await world.as(dov), 'tree.jpg', picture)).status).toBe(401);
});

test('an address that is none is not there', async () => {
  for (const path of ['/attachments/x', '/attachments/000000000000000000000000', '/attachments/%00'])
    expect(await fetchStatus(ana, path)).toBeGreaterThanOrEqual(400);
});

test('what no text came to show goes after a day, with its bytes; what is shown stays', async () => {
  const browser = await world.as(ana);
  const [left, shown] = [await uploaded(browser, 'a.jpg', picture), await uploaded(browser, 'b.jpg', picture)];
  const attachments = world.model<Attachment>('Attachment');
  const twoDaysAgo = new Date(Date.now() - 2 * 24 * 3600_000);
  await attachments.updateMany({}, { $set: { orphanSince: twoDaysAgo } });
  await attachments.updateOne({ _id: shown.id }, { $set: { subjects: ['post:000000000000000000000000'] } });
  const file = (await attachments.findById(left.id).lean<Attachment>())?.original.file;
  expect(await world.connection.collection('attachments.chunks').countDocuments({ files_id: file })).toBe(1);
  await world.app.get(AttachmentSweep, { strict: false }).sweep();
  expect(await attachments.findById(left.id)).toBeNull();
  expect(await attachments.findById(shown.id)).not.toBeNull();
  expect(await world.connection.collection('attachments.chunks').countDocuments({ files_id: file })).toBe(0);
});
