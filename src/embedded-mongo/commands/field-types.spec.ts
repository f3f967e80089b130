import { ObjectId } from 'bson';
import mongoose from 'mongoose';
import { openTestEngine, type TestEngine } from '../test/engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

type Command = Record<string, unknown>;

async function refusal(command: Command): Promise<{ code: unknown; message: string }> {
  try {
    await engine.db.command(command);
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoServerError)) throw error;
    return { code: error.code, message: error.message };
  }
  throw new Error('it did not fail');
}
const codes = async (...commands: Command[]) => {
  const found: unknown[] = [];
  for (const command of commands) found.push((await refusal(command)).code);
  return found;
};

describe('the fields of commands must have their types', () => {
  test('a collection is named by a string', async () => {
    const types: [unknown, string][] = [
      [1.5, 'double'],
      [true, 'bool'],
      [[], 'array'],
      [{}, 'object'],
      [new ObjectId(), 'objectId'],
      [null, 'null'],
    ];
    for (const [name, type] of types) {
      const { code, message } = await refusal({ find: name });
      expect([code, message.toLowerCase()]).toEqual([2, `collection name has invalid type ${type.toLowerCase()}`]);
    }
    expect(await codes({ aggregate: 2, pipeline: [], cursor: {} })).toEqual([9]);
  });

  test('documents, flags and numbers of reading', async () => {
    expect(
      await codes(
        { find: 'a', sort: 'x' },
        { find: 'a', filter: 1 },
        { find: 'a', limit: {} },
        { find: 'a', batchSize: true },
        { aggregate: 'a', pipeline: 1, cursor: {} },
        { aggregate: 'a', pipeline: [], cursor: 'x' },
        { aggregate: 'a', pipeline: [], cursor: { batchSize: true } },
        { getMore: 1, collection: 'a' },
        { distinct: 'a', key: 1 },
      ),
    ).toEqual(Array(9).fill(14));
    expect(await codes({ aggregate: 'a', pipeline: [], cursor: { batchSize: -1 } })).toEqual([51024]);
  });

  test('multi, upsert and ordered are true or false', async () => {
    const statement = { q: {}, u: { $set: { a: 1 } } };
    expect(
      await codes(
        { update: 'a', updates: [{ ...statement, multi: 1 }] },
        { update: 'a', updates: [{ ...statement, upsert: 'yes' }] },
        { update: 'a', updates: [statement], ordered: 0 },
      ),
    ).toEqual([14, 14, 14]);
    expect((await refusal({ insert: 'a', documents: [{}], ordered: 'no' })).message).toBe(
      "BSON field 'insert.ordered' is the wrong type 'string', expected type 'bool'",
    );
    expect((await refusal({ insert: 'a', documents: [{}, 'b'] })).message).toBe(
      "BSON field 'insert.documents.1' is the wrong type 'string', expected type 'object'",
    );
  });

  test('a time limit is a whole number of milliseconds', async () => {
    expect(
      await codes({ find: 'a', maxTimeMS: 1.5 }, { find: 'a', maxTimeMS: -1 }, { find: 'a', maxTimeMS: 2 ** 31 }),
    ).toEqual([2, 2, 2]);
    expect(await engine.db.command({ find: 'a', maxTimeMS: 1000 })).toMatchObject({ ok: 1 });
  });

  test('findAndModify changes or removes', async () => {
    const update = { $set: { a: 1 } };
    expect(
      await codes(
        { findAndModify: 'a' },
        { findAndModify: 'a', remove: true, update },
        { findAndModify: 'a', remove: true, upsert: true },
        { findAndModify: 'a', remove: true, new: true },
      ),
    ).toEqual([9, 9, 9, 9]);
  });
});
