import { wholeNumber } from '../bson/plain.js';
import { Doc, doc, type Value } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import { badValue, MongoError } from '../errors.js';
import { describePlan } from '../planner/describe-plan.js';
import { TICK, type Work } from '../planner/run.js';
import { compileQuery, type FindSpec, findStored, planQuery } from '../query/find-query.js';
import { okReply } from '../wire/reply.js';
import { aggregateCommands, planAggregate } from './aggregate.js';
import { Call, type Command, checkFields } from './command.js';
import { findAndModifyCommands } from './find-and-modify.js';
import { VERSION } from './hello.js';
import { findSpecOf, readCommands } from './read.js';
import { parseDelete, parseUpdate, writeCommands } from './write.js';

const VERBOSITIES = ['queryPlanner', 'executionStats', 'allPlansExecution'];
const explained = new Map<string, Command>(
  [...readCommands, ...aggregateCommands, ...writeCommands, ...findAndModifyCommands].map((command) => [
    command.name,
    command,
  ]),
);

async function explain(call: Call) {
  const verbosity = call.fields.text('verbosity') ?? 'allPlansExecution';
  if (!VERBOSITIES.includes(verbosity)) throw badValue(`verbosity string must be one of ${VERBOSITIES.join(', ')}`);
  const body = new Doc(call.fields.requireDoc('explain'));
  const [name = ''] = body.keys();
  body.set('$db', call.database);
  const inner = new Call(call.engine, { name, body, sequences: new Map() }, call.connection);
  const [command, reader] = [explained.get(name), READERS.get(name)];
  if (!command || !reader) throw new MongoError('CommandNotFound', `Explain failed due to unknown command: ${name}`);
  checkFields(command, inner.fields);
  inner.fields.refuseCollation();
  return okReply({
    explainVersion: '1',
    ...(await reader(inner, verbosity)),
    command: body,
    serverInfo: doc({ host: 'localhost', port: 0, version: VERSION, gitVersion: 'embedded' }),
  });
}

type Told = Record<string, Value | undefined>;

const READERS = new Map<string, (call: Call, verbosity: string) => Promise<Told>>([
  ['find', (call, verbosity) => explainQuery(call, findSpecOf(call), verbosity)],
  ['count', (call, verbosity) => explainQuery(call, querySpec(call), verbosity)],
  ['distinct', (call, verbosity) => explainQuery(call, querySpec(call), verbosity)],
  ['aggregate', explainPipeline],
  ['findAndModify', (call, verbosity) => explainQuery(call, { ...querySpec(call, 'fields'), limit: 1 }, verbosity)],
  ['update', (call, verbosity) => explainQuery(call, parseUpdate(onlyOne(call.documents('updates'))).spec, verbosity)],
  ['delete', (call, verbosity) => explainQuery(call, parseDelete(onlyOne(call.documents('deletes'))), verbosity)],
]);

function querySpec({ fields }: Call, projection?: string): FindSpec {
  return {
    filter: fields.doc('query'),
    sort: fields.doc('sort'),
    skip: fields.count('skip'),
    limit: fields.count('limit'),
    hint: fields.get('hint'),
    projection: projection ? fields.doc(projection) : undefined,
  };
}

function onlyOne(statements: Doc[]): Doc {
  const [statement] = statements;
  if (statement && statements.length === 1) return statement;
  throw new MongoError('InvalidLength', 'explained write batches must be of size 1');
}

/** What a plan answers, told as a query; the stages after it as they were written. */
async function explainPipeline(call: Call, verbosity: string): Promise<Told> {
  const { pipeline, query, from } = planAggregate(call);
  const rest = pipeline.stages.slice(from).map(({ name, operand }) => new Doc([[name, operand]]));
  if (pipeline.hasSource) return { stages: rest };
  const told = await explainQuery(call, query, verbosity);
  return rest.length > 0 ? { stages: [doc({ $cursor: doc(told) }), ...rest] } : told;
}

async function explainQuery(call: Call, spec: FindSpec, verbosity: string): Promise<Told> {
  const { collection, namespace } = call;
  const query = compileQuery(collection, spec, call.environment);
  const plan = collection ? planQuery(collection, query) : undefined;
  const winningPlan = plan
    ? describePlan(plan, {
        filter: spec.filter ?? new Doc(),
        sort: query.sort ? spec.sort : undefined,
        skip: query.skip,
        limit: query.limit,
        projected: query.projection !== undefined,
      })
    : doc({ stage: 'EOF' });
  const stats = verbosity === 'queryPlanner' ? undefined : await measure(call, collection, query, winningPlan);
  // There is never a second plan to tell of.
  if (verbosity === 'allPlansExecution') stats?.set('allPlansExecution', []);
  return {
    queryPlanner: doc({ namespace, parsedQuery: spec.filter ?? new Doc(), winningPlan, rejectedPlans: [] }),
    executionStats: stats,
  };
}

/** Runs the query for its figures; nothing is written. */
async function measure(
  call: Call,
  collection: Collection | undefined,
  query: ReturnType<typeof compileQuery>,
  executionStages: Value,
): Promise<Doc> {
  const work: Work = { keysExamined: 0, docsExamined: 0 };
  const started = performance.now();
  let nReturned = 0;
  for (const found of collection ? findStored(collection, query, planQuery(collection, query), work) : []) {
    if (found !== TICK) nReturned++;
    const pause = call.pace.breathe();
    if (pause) await pause;
  }
  return doc({
    executionSuccess: true,
    nReturned: wholeNumber(nReturned),
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: wholeNumber(work.keysExamined),
    totalDocsExamined: wholeNumber(work.docsExamined),
    executionStages,
  });
}

export const explainCommands: Command[] = [{ name: 'explain', fields: ['verbosity'], reads: true, run: explain }];
