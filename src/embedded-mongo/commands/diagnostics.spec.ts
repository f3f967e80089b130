import { openTestEngine, type TestEngine } from '../test/engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const admin = () => engine.client.db('admin');

test.each([
  { hello: 1 },
  { isMaster: 1 },
  { ping: 1 },
  { buildInfo: 1 },
  { hostInfo: 1 },
  { serverStatus: 1 },
  { connectionStatus: 1 },
  { getLog: 'startupWarnings' },
  { getParameter: 1, featureCompatibilityVersion: 1 },
  { getCmdLineOpts: 1 },
  { listDatabases: 1 },
])('a shell may ask %j', async (command) => {
  expect((await admin().command(command)).ok).toBe(1);
});

test('the engine says that it is a standalone', async () => {
  const hello = await admin().command({ hello: 1 });
  expect(hello).toMatchObject({ isWritablePrimary: true });
  expect(hello.minWireVersion).toBe(0);
  expect(hello.maxBsonObjectSize).toBe(16 * 1024 * 1024);
});

test('what is not there is refused by its name', async () => {
  await expect(admin().command({ nonsense: 1 })).rejects.toMatchObject({
    code: 59,
    message: "no such command: 'nonsense'",
  });
});

test('sessions are accepted, transactions are not', async () => {
  const session = engine.client.startSession();
  await engine.db.collection('s').insertOne({ a: 1 }, { session });
  expect(await engine.db.collection('s').countDocuments({}, { session })).toBe(1);
  await session.endSession();
  await expect(
    engine.client.withSession((own) =>
      own.withTransaction(() => engine.db.collection('s').insertOne({ a: 2 }, { session: own })),
    ),
  ).rejects.toThrow(/does not support retryable writes/);
});
