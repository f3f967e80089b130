import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { EngineProcess } from './engine.js';

/** Kills; a number of one's own makes it say what it saw. */
const ROUNDS = Number(process.env.ENGINE_CRASH_ROUNDS ?? 50);
const WRITERS = 8;
const SLOTS = 40;

interface Thing {
  _id: string;
  writer: number;
  version: number;
  tags: string[];
  slot?: number;
  text: string;
}

type Things = mongoose.mongo.Collection<Thing>;
/** What is acknowledged: versions by `_id`. */
type State = ReadonlyMap<string, number>;

const random = (below: number) => Math.floor(Math.random() * below);
const tagsOf = (version: number) => [`v${version}`, `even-${version % 2 === 0}`];

/** One client that writes its own documents, one command at a time, and knows what was acknowledged. */
class Writer {
  state: State = new Map();
  /** The command the kill has met, as what would be there if it had been done. */
  pending: State | undefined;
  acknowledged = 0;
  conflicts = 0;
  private next = 0;

  constructor(readonly number: number) {}

  async run(things: Things): Promise<void> {
    for (;;) {
      const { after, command } = this.anyCommand(things);
      this.pending = after;
      try {
        await command();
        this.state = after;
      } catch (error) {
        const code = error instanceof mongoose.mongo.MongoServerError ? error.code : undefined;
        // Without a number, as with none or with EPIPE, it is the driver that speaks: the line broke.
        if (typeof code !== 'number') return;
        if (code !== 11000) throw error;
        this.conflicts++;
      }
      this.pending = undefined;
      this.acknowledged++;
    }
  }

  private anyCommand(things: Things): { after: State; command: () => Promise<unknown> } {
    const ids = [...this.state.keys()];
    const kind = ids.length < 10 ? random(3) : random(7);
    if (kind === 0) return this.inserting(things, [this.newThing()]);
    if (kind === 1) return this.inserting(things, [{ ...this.newThing(), slot: random(SLOTS) }]);
    if (kind === 2)
      return this.inserting(
        things,
        Array.from({ length: 5 }, () => this.newThing()),
      );
    const chosen = ids[random(ids.length)] ?? '';
    if (kind < 5) return this.updating(things, [chosen]);
    if (kind === 5) return this.updating(things, ids.slice(0, 8));
    return {
      after: new Map([...this.state].filter(([id]) => id !== chosen)),
      command: () => things.deleteOne({ _id: chosen }),
    };
  }

  private newThing(): Thing {
    const _id = `${this.number}-${this.next++}`;
    return { _id, writer: this.number, version: 0, tags: tagsOf(0), text: 'x'.repeat(random(3000)) };
  }

  private inserting(things: Things, documents: Thing[]) {
    return {
      after: new Map([...this.state, ...documents.map(({ _id }): [string, number] => [_id, 0])]),
      command: () => things.insertMany(documents),
    };
  }

  /** Through a pipeline, since the tags follow from the version. */
  private updating(things: Things, ids: string[]) {
    const after = new Map(this.state);
    for (const id of ids) after.set(id, (after.get(id) ?? 0) + 1);
    const version = { $add: ['$version', 1] };
    const tags = [
      { $concat: ['v', { $toString: '$version' }] },
      { $cond: [{ $eq: [{ $mod: ['$version', 2] }, 0] }, 'even-true', 'even-false'] },
    ];
    return {
      after,
      command: () => things.updateMany({ _id: { $in: ids } }, [{ $set: { version } }, { $set: { tags } }]),
    };
  }
}

/** What is there is what was acknowledged, with the command that was under way wholly done or not at all. */
async function checkWriter(things: Things, writer: Writer): Promise<void> {
  const found = await things.find({ writer: writer.number }).hint({ $natural: 1 }).toArray();
  for (const thing of found) expect(thing.tags).toEqual(tagsOf(thing.version));
  const there = new Map(found.map(({ _id, version }) => [_id, version]));
  const sorted = (state: State) => [...state].sort();
  const done = writer.pending && JSON.stringify(sorted(there)) === JSON.stringify(sorted(writer.pending));
  if (!done) expect(sorted(there)).toEqual(sorted(writer.state));
  writer.state = there;
  writer.pending = undefined;
}

async function check(client: mongoose.mongo.MongoClient, things: Things, writers: Writer[]): Promise<void> {
  for (const writer of writers) await checkWriter(things, writer);
  const total = writers.reduce((sum, { state }) => sum + state.size, 0);
  expect(await things.estimatedDocumentCount()).toBe(total);
  expect(await things.countDocuments({ tags: { $in: ['even-true', 'even-false'] } })).toBe(total);
  const slots = await things.find({ slot: { $exists: true } }).toArray();
  expect(new Set(slots.map(({ slot }) => slot)).size).toBe(slots.length);
  const validation = await client.db('crash').command({ validate: 'things', full: true });
  expect(validation).toMatchObject({ valid: true, errors: [], nrecords: total });
}

const acknowledgedBy = (writers: Writer[]) => writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0);

async function someMore(writers: Writer[]): Promise<void> {
  const enough = acknowledgedBy(writers) + 20;
  for (let waited = 0; acknowledgedBy(writers) < enough && waited < 20_000; waited += 5) await sleep(5);
  expect(acknowledgedBy(writers)).toBeGreaterThanOrEqual(enough);
}

test(
  `killed ${ROUNDS} times under ${WRITERS} writers: nothing acknowledged is lost, nothing is half done`,
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'engine-crash-'));
    const writers = Array.from({ length: WRITERS }, (_, number) => new Writer(number));
    for (let round = 0; round <= ROUNDS; round++) {
      const engine = await EngineProcess.start(dir);
      const client = new mongoose.mongo.MongoClient(engine.uri, { serverSelectionTimeoutMS: 2000 });
      const things = client.db('crash').collection<Thing>('things');
      if (round === 0) {
        await things.createIndex({ slot: 1 }, { unique: true, partialFilterExpression: { slot: { $exists: true } } });
        await things.createIndexes([{ key: { tags: 1, version: -1 } }, { key: { writer: 1 } }]);
      }
      await check(client, things, writers);
      if (round === ROUNDS) {
        await client.close();
        expect(await engine.kill('SIGTERM')).toBe(0);
        break;
      }
      const running = writers.map((writer) => writer.run(things));
      await someMore(writers);
      await sleep(random(300));
      await engine.kill('SIGKILL');
      await Promise.all(running);
      await client.close(true);
    }
    const conflicts = writers.reduce((sum, writer) => sum + writer.conflicts, 0);
    expect(conflicts).toBeGreaterThan(0);
    if (process.env.ENGINE_CRASH_ROUNDS)
      process.stderr.write(`${ROUNDS} kills, ${acknowledgedBy(writers)} acknowledged, ${conflicts} conflicts\n`);
    await rm(dir, { recursive: true, force: true });
  },
  15 * 60_000,
);
