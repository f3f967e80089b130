import { wholeNumber } from '../bson/plain.js';
import { Doc, doc, type Value } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import { badValue, MongoError } from '../errors.js';
import { describePlan } from '../planner/describe-plan.js';
import { TICK, type Work } from '../planner/run.js';
import { compileQuery, type FindSpec, findStored, planQuery } from '../query/find-query.js';
import { okReply } from '../wire/reply.js';
import { planAggregate } from './aggregate.js';
import { Call, type Command } from './command.js';
import { VERSION } from './hello.js';

const VERBOSITIES = ['queryPlanner', 'executionStats', 'allPlansExecution'];

async function explain(call: Call) {
  const verbosity = call.fields.text('verbosity') ?? 'allPlansExecution';
  if (!VERBOSITIES.includes(verbosity)) throw badValue(`verbosity string must be one of ${VERBOSITIES.join(', ')}`);
  const body = new Doc(call.fields.requireDoc('explain'));
  const [name = ''] = body.keys();
  body.set('$db', call.database);
  const inner = new Call(call.engine, { name, body, sequences: new Map() }, call.connection);
  const reader = READERS.get(name);
  if (!reader) throw new MongoError('CommandNotFound', `Explain failed due to unknown command: ${name}`);
  return explainQuery(inner, reader(inner), verbosity !== 'queryPlanner');
}

const READERS = new Map<string, (call: Call) => FindSpec>([
  ['find', ({ fields }) => querySpec(fields, 'filter', 'projection')],
  ['count', ({ fields }) => querySpec(fields, 'query')],
  ['distinct', ({ fields }) => querySpec(fields, 'query')],
  ['aggregate', (call) => planAggregate(call).query],
  ['findAndModify', ({ fields }) => ({ ...querySpec(fields, 'query', 'fields'), limit: 1 })],
  ['update', (call) => statementSpec(call.documents('updates'))],
  ['delete', (call) => statementSpec(call.documents('deletes'))],
]);

function querySpec(fields: Call['fields'], filter: string, projection?: string): FindSpec {
  return {
    filter: fields.doc(filter),
    sort: fields.doc('sort'),
    skip: fields.count('skip'),
    limit: fields.count('limit'),
    hint: fields.get('hint'),
    projection: projection ? fields.doc(projection) : undefined,
  };
}

function statementSpec([statement]: Doc[]): FindSpec {
  const filter = statement?.get('q');
  return { filter: filter instanceof Doc ? filter : new Doc(), hint: statement?.get('hint') };
}

async function explainQuery(call: Call, spec: FindSpec, run: boolean): Promise<Doc> {
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
  const stats = run ? await measure(call, collection, query, winningPlan) : undefined;
  return okReply({
    explainVersion: '1',
    queryPlanner: doc({ namespace, parsedQuery: spec.filter ?? new Doc(), winningPlan, rejectedPlans: [] }),
    executionStats: stats,
    command: call.request.body,
    serverInfo: doc({ host: 'localhost', port: 0, version: VERSION, gitVersion: 'embedded' }),
  });
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

export const explainCommands: Command[] = [{ name: 'explain', fields: ['verbosity'], run: explain }];
