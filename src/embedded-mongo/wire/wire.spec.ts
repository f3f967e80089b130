import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deserialize, serialize } from 'bson';
import { type RunningEngine, startEngine } from '../index.js';
import { crc32c } from './crc32c.js';

let directory: string;
let engine: RunningEngine;
let socket: Socket;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wire-spec-'));
  engine = await startEngine({ dir: directory, host: 'inline', durability: 'commit' });
});
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(async () => {
  socket = connect(join(directory, 'engine.sock'));
  await once(socket, 'connect');
});
afterEach(() => socket.destroy());

function message(opCode: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(77, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

function flags(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const body = (command: object) => Buffer.concat([Buffer.from([0]), serialize(command)]);
const opMsg = (command: object, bits = 0) => message(2013, flags(bits), body(command));

async function answer(): Promise<{ to: number; reply: ReturnType<typeof deserialize> }> {
  const [bytes]: Buffer[] = await once(socket, 'data');
  if (!bytes) throw new Error('No answer');
  const start = bytes.readInt32LE(12) === 1 ? 36 : 21;
  return { to: bytes.readInt32LE(8), reply: deserialize(bytes.subarray(start)) };
}

test('a message is answered under its number, in whatever pieces it comes', async () => {
  const bytes = opMsg({ ping: 1, $db: 'admin' });
  for (const byte of bytes) socket.write(Buffer.from([byte]));
  expect(await answer()).toMatchObject({ to: 77, reply: { ok: 1 } });
});

test('documents may come as a sequence of their own', async () => {
  const documents = Buffer.concat([Buffer.from('documents\0'), serialize({ _id: 1 }), serialize({ _id: 2 })]);
  const sequence = Buffer.concat([Buffer.from([1]), flags(documents.length + 4), documents]);
  socket.write(message(2013, flags(0), sequence, body({ insert: 'things', $db: 'spec' })));
  expect((await answer()).reply).toMatchObject({ n: 2, ok: 1 });
});

test('the hello of old drivers is answered in their way', async () => {
  const query = Buffer.concat([flags(0), Buffer.from('admin.$cmd\0'), flags(0), flags(1), serialize({ isMaster: 1 })]);
  socket.write(message(2004, query));
  expect((await answer()).reply).toMatchObject({ ismaster: true, maxWireVersion: 21, ok: 1 });
});

test('a message that wants no answer gets none', async () => {
  socket.write(opMsg({ insert: 'quiet', documents: [{ _id: 1 }], $db: 'spec' }, 2));
  socket.write(opMsg({ count: 'quiet', $db: 'spec' }));
  expect((await answer()).reply).toMatchObject({ n: 1 });
});

test('a checksum is checked', async () => {
  const bytes = message(2013, flags(1), body({ ping: 1, $db: 'admin' }), Buffer.alloc(4));
  bytes.writeUInt32LE(crc32c(bytes.subarray(0, -4)), bytes.length - 4);
  socket.write(bytes);
  expect((await answer()).reply.ok).toBe(1);
  bytes.writeUInt8(bytes.readUInt8(30) ^ 1, 30);
  socket.write(bytes);
  await once(socket, 'close');
});

test('broken BSON in a document is an error, and the connection goes on', async () => {
  const bytes = opMsg({ insert: 'broken', documents: [{ text: 'abc' }], $db: 'spec' });
  bytes.writeInt32LE(1000, bytes.indexOf('text') + 5);
  socket.write(bytes);
  expect((await answer()).reply).toMatchObject({ ok: 0, code: 22 });
  socket.write(opMsg({ ping: 1, $db: 'admin' }));
  expect((await answer()).reply.ok).toBe(1);
});

test('a session that is none is an error', async () => {
  socket.write(opMsg({ ping: 1, lsid: { id: 'x' }, $db: 'admin' }));
  expect((await answer()).reply).toMatchObject({ ok: 0, code: 14 });
});

test('a client that asks on without reading is answered later, in order', async () => {
  const documents = Array.from({ length: 20 }, (_, _id) => ({ _id, text: 'x'.repeat(100_000) }));
  for (const document of documents) {
    socket.write(opMsg({ insert: 'large', documents: [document], $db: 'spec' }));
    await answer();
  }
  socket.pause();
  const count = 40;
  for (let i = 0; i < count; i++) socket.write(opMsg({ find: 'large', $db: 'spec' }));
  const other = connect(join(directory, 'engine.sock'));
  other.write(opMsg({ serverStatus: 1, $db: 'admin' }));
  await once(other, 'data');
  other.destroy();
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  socket.resume();
  for (let waited = 0; bytes < count * 2_000_000 && waited < 20_000; waited += 20) await sleep(20);
  expect(bytes).toBeGreaterThan(count * 2_000_000);
});

test.each([
  ['a length beyond the limit', (bytes: Buffer) => bytes.writeInt32LE(48_000_001, 0)],
  ['a negative length', (bytes: Buffer) => bytes.writeInt32LE(-1, 0)],
  ['an unknown operation', (bytes: Buffer) => bytes.writeInt32LE(2012, 12)],
  ['an unknown flag', (bytes: Buffer) => bytes.writeUInt32LE(4, 16)],
  ['an unknown section', (bytes: Buffer) => bytes.writeUInt8(9, 20)],
])('%s ends the connection', async (_what, spoil) => {
  const bytes = opMsg({ ping: 1, $db: 'admin' });
  spoil(bytes);
  socket.write(bytes);
  await once(socket, 'close');
});
