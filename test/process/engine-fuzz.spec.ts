import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'bson';
import mongoose from 'mongoose';
import { EngineProcess } from './engine.js';

/** A number of one's own makes it say what it saw. */
const MESSAGES = Number(process.env.ENGINE_FUZZ_MESSAGES ?? 50_000);
const SEED = Number(process.env.ENGINE_FUZZ_SEED ?? 20_261);
const AT_ONCE = 16;
const LONGEST_ANSWER_MS = 20_000;
const MOST_GROWTH_MB = 120;

/** Numbers that look random and are the same at each run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const random = generator(SEED);
const oneOf = <T>(items: readonly T[]): T => items[random(items.length)] as T;

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function message(opCode: number, ...parts: Uint8Array[]): Buffer {
  const length = 16 + parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([int32(length), int32(7), int32(0), int32(opCode), ...parts]);
}

const KIND_0 = Buffer.from([0]);
const things = { $db: 'fuzz' };
const rich = { a: [1, { b: 'text' }, null], c: { d: new Date(0), e: /x/i }, f: Buffer.from('bytes'), g: 1.5, h: true };
const commands: Record<string, unknown>[] = [
  { ping: 1, ...things },
  { hello: 1, client: { driver: { name: 'x', version: '1' } }, ...things },
  { insert: 'things', documents: [rich, { a: 1 }], ordered: false, ...things },
  { find: 'things', filter: { a: { $gt: 1, $in: [1, 'x'] }, 'c.d': { $exists: true } }, sort: { a: 1 }, ...things },
  { update: 'things', updates: [{ q: { a: 1 }, u: { $set: { 'c.d': 2 }, $push: { l: 1 } }, upsert: true }], ...things },
  { update: 'things', updates: [{ q: {}, u: [{ $set: { z: { $concat: ['a', '$b'] } } }] }], ...things },
  { delete: 'things', deletes: [{ q: { g: 1.5 }, limit: 1 }], ...things },
  { findAndModify: 'things', query: { a: 1 }, update: { $inc: { n: 1 } }, new: true, ...things },
  {
    aggregate: 'things',
    pipeline: [{ $match: { a: 1 } }, { $group: { _id: '$a', n: { $sum: 1 } } }, { $sort: { n: 1 } }],
    cursor: {},
    ...things,
  },
  { count: 'things', query: { a: { $type: 'array' } }, ...things },
  { createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'a_1' }], ...things },
];

function sequence(name: string, documents: object[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((item) => serialize(item))]);
  return Buffer.concat([Buffer.from([1]), int32(content.length + 4), content]);
}

function whole(): Buffer {
  const command = serialize(oneOf(commands));
  switch (random(5)) {
    case 0:
      return message(2004, int32(0), Buffer.from('admin.$cmd\0'), int32(0), int32(-1), serialize({ isMaster: 1 }));
    case 1: {
      const body = serialize({ insert: 'things', ...things });
      return message(2013, int32(0), KIND_0, body, sequence('documents', [rich, { a: random(100) }]));
    }
    case 2:
      return message(2013, int32(1), KIND_0, command, int32(random(2 ** 31)));
    default:
      return message(2013, int32(random(20) === 0 ? 2 : 0), KIND_0, command);
  }
}

const LENGTHS = [0, -1, 1, 4, 5, 15, 16, 17, 255, 65_536, 16_777_217, 48_000_000, 48_000_001, 2 ** 31 - 1, -(2 ** 31)];

const mutations: ((bytes: Buffer) => Buffer)[] = [
  (bytes) => {
    for (let times = 1 + random(8); times > 0; times--) bytes[random(bytes.length)] = random(256);
    return bytes;
  },
  (bytes) => {
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return bytes;
  },
  (bytes) => bytes.subarray(0, random(bytes.length)),
  (bytes) => withLength(bytes.subarray(0, 16 + random(bytes.length - 16))),
  (bytes) => {
    bytes.writeInt32LE(oneOf(LENGTHS), 0);
    return bytes;
  },
  (bytes) => {
    bytes.writeInt32LE(oneOf(LENGTHS), Math.min(16 + random(bytes.length - 16), bytes.length - 4));
    return bytes;
  },
  (bytes) => {
    const at = 16 + random(bytes.length - 16);
    const inserted = Buffer.from(Array.from({ length: random(40) }, () => random(256)));
    return withLength(Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]));
  },
  (bytes) => {
    const at = 16 + random(bytes.length - 16);
    return withLength(Buffer.concat([bytes.subarray(0, at), bytes.subarray(16 + random(bytes.length - 16))]));
  },
  (bytes) => {
    bytes.writeInt32LE(random(2 ** 31), random(2) === 0 ? 12 : 16);
    return bytes;
  },
  (bytes) => bytes,
];

function withLength(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeInt32LE(copy.length, 0);
  return copy;
}

/** Sends some bytes and hangs up; the engine must let go of the connection soon, whatever it answered. */
async function throwAt(socketPath: string, bytes: Buffer): Promise<Buffer> {
  const socket = connect(socketPath);
  const answers: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => answers.push(chunk));
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  const late = setTimeout(() => socket.destroy(new Error('late')), LONGEST_ANSWER_MS);
  const begun = performance.now();
  socket.end(bytes);
  await closed;
  clearTimeout(late);
  if (performance.now() - begun >= LONGEST_ANSWER_MS) throw new Error(`no end after ${bytes.toString('base64')}`);
  return Buffer.concat(answers);
}

/** What is answered is a whole message. */
function checkAnswer(answer: Buffer): void {
  if (answer.length === 0) return;
  expect(answer.readInt32LE(0)).toBe(answer.length);
  const reply = deserialize(answer.subarray(answer.readInt32LE(12) === 1 ? 36 : 21));
  expect([0, 1]).toContain(reply.ok);
  expect(reply.codeName).not.toBe('InternalError');
}

test(
  `${MESSAGES} broken messages: no crash, no hang, nothing left behind`,
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'engine-fuzz-'));
    const engine = await EngineProcess.start(dir);
    const client = await new mongoose.mongo.MongoClient(engine.uri).connect();
    const status = async () => {
      const { mem, connections } = await client.db('admin').command({ serverStatus: 1 });
      return { resident: Number(mem.resident), connections: Number(connections.current) };
    };
    let sent = 0;
    let answered = 0;
    const sender = async () => {
      while (sent++ < MESSAGES) {
        const bytes = oneOf(mutations)(whole());
        const answer = await throwAt(engine.socket, bytes);
        checkAnswer(answer);
        if (answer.length > 0) answered++;
      }
    };
    const before = await status();
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    const after = await status();
    expect(answered).toBeGreaterThan(MESSAGES / 20);
    expect(after.connections).toBeLessThanOrEqual(before.connections + 2);
    expect(after.resident).toBeLessThan(before.resident + MOST_GROWTH_MB);
    for (const { name } of await client.db('fuzz').listCollections({}, { nameOnly: true }).toArray())
      expect(await client.db('fuzz').command({ validate: name })).toMatchObject({ valid: true });
    if (process.env.ENGINE_FUZZ_MESSAGES)
      process.stderr.write(`${answered} answered; memory ${before.resident} MB before, ${after.resident} MB after\n`);
    await client.close();
    expect(await engine.kill('SIGTERM')).toBe(0);
    await rm(dir, { recursive: true, force: true });
  },
  15 * 60_000,
);
