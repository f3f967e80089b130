import { openTestEngine, type TestEngine } from '../test/engine.js';

let engine: TestEngine;
const posts = () => engine.db.collection('posts');

beforeAll(async () => {
  engine = await openTestEngine();
  await posts().createIndex({ topic: 1, at: -1 });
  await posts().createIndex({ author: 1 });
  await posts().insertMany(
    Array.from({ length: 200 }, (_, i) => ({ topic: i % 10, at: i, author: `a${i % 7}`, text: `t${i}` })),
  );
});
afterAll(() => engine.close());

interface Stage {
  stage: string;
  inputStage?: Stage;
  inputStages?: Stage[];
}

function stagesOf(stage: Stage): string[] {
  const inner = stage.inputStages ?? (stage.inputStage ? [stage.inputStage] : []);
  return [stage.stage, ...inner.flatMap(stagesOf)];
}

async function explained(cursor: { explain(): Promise<{ [field: string]: unknown }> }) {
  const { queryPlanner, executionStats } = (await cursor.explain()) as unknown as {
    queryPlanner: { winningPlan: Stage };
    executionStats: { totalDocsExamined: number; totalKeysExamined: number; nReturned: number };
  };
  return { stages: stagesOf(queryPlanner.winningPlan), ...executionStats };
}

test('a filter without an index scans the collection, and explain says so', async () => {
  const { stages, totalDocsExamined } = await explained(posts().find({ text: 't5' }));
  expect(stages).toContain('COLLSCAN');
  expect(totalDocsExamined).toBe(200);
});

test('equality and order come from one index, and no more is read than is wanted', async () => {
  const { stages, totalDocsExamined } = await explained(posts().find({ topic: 3 }).sort({ at: -1 }).limit(5));
  expect(stages).toContain('IXSCAN');
  expect(stages).not.toContain('SORT');
  expect(totalDocsExamined).toBeLessThanOrEqual(6);
});

test('an order against the index is read backwards', async () => {
  const { stages } = await explained(posts().find({ topic: 3 }).sort({ at: 1 }));
  expect(stages).not.toContain('SORT');
});

test('an order that no index has is sorted', async () => {
  const { stages } = await explained(posts().find({ author: 'a1' }).sort({ text: 1 }));
  expect(stages).toEqual(expect.arrayContaining(['SORT', 'IXSCAN']));
});

test('some values of the first field keep the order of the second', async () => {
  const cursor = posts()
    .find({ topic: { $in: [3, 4, 5] } })
    .sort({ at: -1 })
    .limit(4);
  const { stages, totalDocsExamined } = await explained(cursor);
  expect(stages).not.toContain('SORT');
  expect(totalDocsExamined).toBeLessThanOrEqual(8);
  expect(
    (
      await posts()
        .find({ topic: { $in: [3, 4, 5] } })
        .sort({ at: -1 })
        .limit(4)
        .toArray()
    ).map(({ at }) => at),
  ).toEqual([195, 194, 193, 185]);
});

test('alternatives use an index each', async () => {
  const { stages, totalDocsExamined } = await explained(posts().find({ $or: [{ topic: 3 }, { author: 'a1' }] }));
  expect(stages).not.toContain('COLLSCAN');
  expect(totalDocsExamined).toBeLessThan(60);
  const scanned = await explained(posts().find({ $or: [{ topic: 3 }, { text: 't1' }] }));
  expect(scanned.stages).toContain('COLLSCAN');
});

test('the beginning of a pipeline is planned as a query', async () => {
  const result = await posts()
    .aggregate([{ $match: { topic: 3 } }, { $group: { _id: '$author' } }])
    .explain();
  expect(JSON.stringify(result)).toContain('IXSCAN');
});

// A later MongoDB may tell such a pipeline as one plan.
const classic = process.env.TEST_MONGODB_URI ? test.skip : test;
classic('what no plan answers is told stage by stage', async () => {
  const group = { $group: { _id: '$author' } };
  const result = await posts()
    .aggregate([{ $match: { topic: 3 } }, group])
    .explain();
  expect(result).toMatchObject({ stages: [{ $cursor: { executionStats: { nReturned: 20 } } }, group] });
  expect(
    await posts()
      .aggregate([{ $match: { topic: 3 } }])
      .explain(),
  ).toHaveProperty('queryPlanner');
});

test('a hint is followed, and a wrong one refused', async () => {
  expect((await explained(posts().find({ topic: 3 }).hint('author_1'))).stages).toContain('IXSCAN');
  await expect(posts().find({}).hint('nope').toArray()).rejects.toMatchObject({ code: 2 });
});
