import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { RawDoc } from '../bson/codec.js';
import { encode } from '../bson/encode.js';
import { Doc, Double, doc, type Value } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import { Engine } from '../engine.js';
import { parseIndexSpec } from '../indexes/index-spec.js';
import { compileQuery, findStored } from '../query/find-query.js';
import { matches } from '../query/matches.js';
import { storedForm } from '../writes/stored-form.js';
import { TICK } from './run.js';

let directory: string;
let engine: Engine;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plan-spec-'));
  engine = new Engine(directory, { durability: 'commit' });
});
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

const env = { now: new Date() };
const scalar: fc.Arbitrary<Value> = fc.constantFrom<Value[]>(
  0,
  1,
  2,
  new Double(1),
  1.5,
  3n,
  'a',
  'ab',
  'b',
  null,
  true,
);
const inner: fc.Arbitrary<Value> = fc.oneof(
  scalar,
  fc.dictionary(fc.constantFrom('x', 'y'), scalar, { maxKeys: 2 }).map((fields) => doc(fields)),
);
const value: fc.Arbitrary<Value> = fc.oneof({ weight: 3, arbitrary: inner }, fc.array(inner, { maxLength: 3 }));
const document = fc
  .record({ a: value, b: value, c: scalar }, { requiredKeys: [] })
  .map((fields) => doc({ a: fields.a, b: fields.b, c: fields.c }));

const comparison = fc
  .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), fc.oneof({ weight: 4, arbitrary: scalar }, value))
  .map(([operator, operand]) => doc({ [operator]: operand }));
const condition: fc.Arbitrary<Value> = fc.oneof(
  comparison,
  fc.array(value, { maxLength: 3 }).map((values) => doc({ $in: values })),
  fc.boolean().map((exists) => doc({ $exists: exists })),
  fc.tuple(scalar, scalar).map(([low, high]) => doc({ $gte: low, $lt: high })),
  fc.tuple(scalar, scalar).map(([low, high]) => doc({ $elemMatch: doc({ $gte: low, $lte: high }) })),
  scalar.map((x) => doc({ $elemMatch: doc({ x }) })),
  fc.constantFrom('^a', '^ab', 'b').map((pattern) => doc({ $regex: pattern })),
);
const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'b.y', 'a.0');
const conjunction = fc.array(fc.tuple(path, condition), { maxLength: 3 }).map((parts) => new Doc(parts));
const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 3, arbitrary: conjunction },
  fc.array(conjunction, { minLength: 1, maxLength: 3 }).map((branches) => doc({ $or: branches })),
  fc.tuple(conjunction, conjunction).map(([x, y]) => doc({ $and: [x, y] })),
);
const sort = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(1, -1)), { maxLength: 2, selector: ([p]) => p })
  .map((fields) => new Doc(fields));

const KEYS: Record<string, Value>[] = [
  { a: 1 },
  { a: -1 },
  { b: 1 },
  { a: 1, b: -1 },
  { b: -1, c: 1 },
  { 'a.x': 1 },
  { 'a.x': 1, 'a.y': -1 },
  { c: 1, a: 1 },
  { 'a.0': 1 },
];
const OPTIONS: Record<string, Value>[] = [
  {},
  { sparse: true },
  { partialFilterExpression: doc({ c: doc({ $gt: 0 }) }) },
  { partialFilterExpression: doc({ c: doc({ $exists: true }) }) },
];

let number = 0;

function filled(documents: readonly Doc[]): Promise<Collection> {
  return engine.store.write(() => {
    const collection = engine.catalog.create('spec', `c${number++}`);
    documents.forEach((item, i) => {
      const withId = new Doc([['_id', i], ...item]);
      try {
        collection.insert(storedForm(encode(withId)));
      } catch {
        // Two arrays side by side in one index: not a document this collection can have.
      }
    });
    return collection;
  });
}

function found(collection: Collection, where: Doc, order: Doc, hint?: Value): Doc[] {
  const query = compileQuery(collection, { filter: where, sort: order, hint }, env);
  return [...findStored(collection, query)]
    .filter((item) => item !== TICK)
    .map(({ bytes }) => new RawDoc(bytes).decode());
}

const idsOf = (documents: Doc[]) => documents.map((item) => item.get('_id'));

async function withIndexes(collection: Collection, specs: Doc[]): Promise<void> {
  for (const spec of specs) {
    await engine.store.write(() => {
      try {
        engine.store.atomically(() => engine.catalog.addIndex(collection, spec));
      } catch {
        // As above: these documents cannot be in this index.
      }
    });
  }
}

test('a query finds the same documents with indexes as without, in an order that the sort allows', async () => {
  const indexes = fc.uniqueArray(fc.tuple(fc.nat(KEYS.length - 1), fc.nat(OPTIONS.length - 1)), {
    minLength: 1,
    maxLength: 3,
    selector: ([key]) => key,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { minLength: 5, maxLength: 30 }),
      indexes,
      fc.array(fc.tuple(filter, sort), { minLength: 5, maxLength: 10 }),
      async (documents, chosen, queries) => {
        const collection = await filled(documents);
        const specs = chosen.map(([key, options]) =>
          parseIndexSpec(doc({ key: doc(KEYS[key] ?? {}), name: `i${key}`, ...OPTIONS[options] })),
        );
        await withIndexes(collection, specs);
        for (const [where, order] of queries) {
          let scanned: Doc[];
          try {
            scanned = found(collection, where, order, doc({ $natural: 1 }));
          } catch {
            continue;
          }
          const planned = found(collection, where, order);
          expect([...idsOf(planned)].sort()).toEqual([...idsOf(scanned)].sort());
          const counted = [...matches(collection, compileQuery(collection, { filter: where }, env))];
          expect(counted.filter((match) => match !== TICK)).toHaveLength(scanned.length);
          const { sort: compiled } = compileQuery(collection, { sort: order }, env);
          for (let i = 1; compiled && i < planned.length; i++) {
            expect(compiled.compare(planned[i - 1] ?? new Doc(), planned[i] ?? new Doc())).toBeLessThanOrEqual(0);
          }
        }
        await engine.store.write(() => engine.catalog.drop(collection));
      },
    ),
    { numRuns: 200 },
  );
});
