import fc from 'fast-check';
import mongoose from 'mongoose';
import { openTestEngine, type TestEngine } from '../test/engine.js';

/** Whatever is written, an indexed collection holds what a plain one does, and its indexes hold what it does. */
let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const { Decimal128, Double, Long } = mongoose.mongo;
type Fields = Record<string, unknown>;

const scalar: fc.Arbitrary<unknown> = fc.constantFrom<unknown[]>(
  0,
  1,
  2,
  new Double(1),
  Long.fromNumber(3),
  Decimal128.fromString('1.5'),
  'a',
  'b'.repeat(1100),
  null,
  true,
  new Date(0),
);
const inner: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc.dictionary(fc.constantFrom('x', 'y'), scalar, { maxKeys: 2 }),
);
const value: fc.Arbitrary<unknown> = fc.oneof({ weight: 3, arbitrary: inner }, fc.array(inner, { maxLength: 3 }));
const field = fc.constantFrom('a', 'b', 'a.x', 'a.0', 'c');
const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { maxKeys: 3 });
const filter: fc.Arbitrary<Fields> = fc.oneof(
  fc.constant({}),
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'a.x'), scalar).map(([path, of]) => ({ [path]: of })),
  fc.tuple(fc.constantFrom('a', 'b', 'c'), scalar).map(([path, of]) => ({ [path]: { $gte: of } })),
  fc.tuple(field, fc.boolean()).map(([path, there]) => ({ [path]: { $exists: there } })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((items) => ({ a: { $in: items } })),
);
const one = (operator: string, operand: fc.Arbitrary<unknown>) =>
  fc.tuple(field, operand).map(([path, of]): Fields => ({ [operator]: { [path]: of } }));
const change: fc.Arbitrary<Fields | Fields[]> = fc.oneof(
  one('$set', value),
  one('$unset', fc.constant('')),
  one('$inc', fc.constantFrom(1, new Double(0.5), Long.fromNumber(2))),
  one('$mul', fc.constantFrom(2, Decimal128.fromString('0.5'))),
  one('$min', scalar),
  one('$max', scalar),
  one('$push', inner),
  one('$addToSet', inner),
  one('$pull', scalar),
  one('$pop', fc.constantFrom(1, -1)),
  fc.constant({ $rename: { a: 'c' } }),
  fields.map((set): Fields[] => [{ $set: { c: { $literal: set.a ?? 0 } } }, { $unset: 'b' }]),
);
const upsert = fc.constantFrom(false, false, true);
/** Which document a single update meets first depends on the plan, so all are changed, or one by its number. */
const statement = fc.oneof(
  { weight: 5, arbitrary: fc.record({ q: filter, u: change, multi: fc.constant(true), upsert }) },
  fc
    .tuple(fc.nat(8), fields, upsert)
    .map(([n, u, upserts]) => ({ q: { n }, u: { ...u, n }, multi: false, upsert: upserts })),
);

const INDEXES = [
  { key: { a: 1 }, name: 'a' },
  { key: { b: -1, c: 1 }, name: 'bc' },
  { key: { 'a.x': 1 }, name: 'ax' },
  { key: { c: 1 }, name: 'sparse', sparse: true },
  { key: { c: 1, _id: 1 }, name: 'partial', partialFilterExpression: { c: { $gt: 0 } } },
];
let number = 0;

async function outcome(collection: string, update: Fields) {
  const { n, nModified, writeErrors } = await engine.db.command({ update: collection, updates: [update] });
  return { n, nModified, code: writeErrors?.[0]?.code };
}

/** What both collections hold; an upsert makes an `_id` of its own in each. */
async function contents(collection: string, where: Fields, hint?: Fields): Promise<unknown[]> {
  const options = { promoteValues: false, projection: { _id: 0 }, sort: { n: 1 }, ...(hint ? { hint } : {}) } as const;
  const documents = await engine.db.collection(collection).find(where, options).toArray();
  return documents.map((item) => mongoose.mongo.BSON.EJSON.stringify(item, { relaxed: false })).sort();
}

test('random updates leave every index equal to its documents', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fields, { minLength: 4, maxLength: 12 }),
      fc.array(statement, { minLength: 4, maxLength: 12 }),
      fc.array(filter, { minLength: 3, maxLength: 5 }),
      async (documents, statements, filters) => {
        const [plain, indexed] = [`plain${number}`, `indexed${number}`];
        number++;
        await engine.db.command({ createIndexes: indexed, indexes: INDEXES });
        for (const [n, item] of documents.entries()) {
          // Two arrays side by side cannot be in one index; then neither collection gets the document.
          const both = { ...item, n };
          const added = await engine.db.command({ insert: indexed, documents: [both] });
          if (added.n === 1) await engine.db.command({ insert: plain, documents: [both] });
        }
        for (const step of statements) {
          const first = await outcome(indexed, step);
          if (first.code === undefined) expect(await outcome(plain, step)).toEqual(first);
          else await bringBack(plain, indexed);
        }
        for (const where of filters) {
          const found = await contents(indexed, where);
          expect(found).toEqual(await contents(plain, where));
          expect(found).toEqual(await contents(indexed, where, { $natural: 1 }));
        }
        expect(await engine.db.command({ validate: indexed, full: true })).toMatchObject({ valid: true, errors: [] });
        await engine.db.collection(plain).drop();
        await engine.db.collection(indexed).drop();
      },
    ),
    { numRuns: Number(process.env.ENGINE_PROPERTY_RUNS ?? 15) },
  );
}, 300_000);

/** After a refusal, which may have left out the rest, the plain collection is made the same again. */
async function bringBack(plain: string, indexed: string): Promise<void> {
  const documents = await engine.db.collection(indexed).find({}, { promoteValues: false }).toArray();
  await engine.db.collection(plain).deleteMany({});
  if (documents.length > 0) await engine.db.command({ insert: plain, documents });
}
