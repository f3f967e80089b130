import { aliasOf, Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { PipelineEnvironment } from '../environment.js';
import { compile } from '../expression/compile.js';
import { type Evaluator, fieldParts, readPath, Scope } from '../expression/evaluator.js';
import '../expression/index.js';
import { groupKey } from '../group-key.js';
import { exactLong } from '../numbers.js';
import type { StageParser } from './stage.js';
import { withField } from './with-field.js';

interface GraphOptions {
  from: string;
  as: string[];
  startWith: Evaluator;
  connectFrom: string[];
  connectTo: string;
  depthField?: string[];
  maxDepth: number;
  restrict?: Doc;
}

const OPTIONS = [
  'from',
  'as',
  'startWith',
  'connectFromField',
  'connectToField',
  'depthField',
  'maxDepth',
  'restrictSearchWithMatch',
];

/** Follows references from document to document, each one visited once. */
export const graphLookup: StageParser = (operand, env) => {
  const options = graphOptions(operand, env);
  return async function* (input) {
    for await (const batch of input) {
      const output: Doc[] = [];
      for (const document of batch) output.push(withField(document, options.as, await reached(document, options, env)));
      yield output;
    }
  };
};

async function reached(document: Doc, options: GraphOptions, env: PipelineEnvironment): Promise<Doc[]> {
  const visited = new Map<string, Doc>();
  const asked = new Set<string>();
  let frontier = asList(options.startWith([document, document]));
  for (let depth = 0; frontier.length > 0 && depth <= options.maxDepth; depth++) {
    const wanted = frontier.filter((value) => isNew(asked, groupKey(value)));
    frontier = [];
    if (wanted.length === 0) break;
    for await (const batch of env.find(options.from, graphFilter(wanted, options))) {
      for (const found of batch) {
        if (!visit(visited, found, depth, options)) continue;
        frontier.push(...asList(readPath(found, options.connectFrom)));
      }
    }
  }
  return [...visited.values()];
}

function isNew(known: Set<string>, key: string): boolean {
  const fresh = !known.has(key);
  known.add(key);
  return fresh;
}

function visit(visited: Map<string, Doc>, found: Doc, depth: number, { depthField }: GraphOptions): boolean {
  const key = groupKey(found.get('_id'));
  if (visited.has(key)) return false;
  visited.set(key, depthField ? withField(found, depthField, BigInt(depth)) : found);
  return true;
}

function graphFilter(wanted: Value[], { connectTo, restrict }: GraphOptions): Doc {
  const reach = new Doc([[connectTo, new Doc([['$in', wanted]])]]);
  return restrict ? new Doc([['$and', [reach, restrict]]]) : reach;
}

function asList(value: Value | undefined): Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function graphOptions(operand: Value, env: PipelineEnvironment): GraphOptions {
  if (!(operand instanceof Doc)) {
    throw new MongoError(
      'FailedToParse',
      `the $graphLookup stage specification must be an object, but found ${aliasOf(operand)}`,
    );
  }
  for (const name of operand.keys()) {
    if (!OPTIONS.includes(name)) throw new MongoError(40104, `Unknown argument to $graphLookup: ${name}`);
  }
  const text = (name: string) => stringOption(operand, name);
  const startWith = operand.get('startWith');
  if (startWith === undefined) throw missingOption();
  return {
    from: text('from'),
    as: fieldParts(text('as')),
    startWith: compile(startWith, Scope.of(env)),
    connectFrom: fieldParts(text('connectFromField')),
    connectTo: text('connectToField'),
    depthField: operand.has('depthField') ? fieldParts(text('depthField')) : undefined,
    maxDepth: maxDepthOf(operand.get('maxDepth')),
    restrict: restrictOf(operand.get('restrictSearchWithMatch')),
  };
}

function stringOption(operand: Doc, name: string): string {
  const value = operand.get(name);
  if (value === undefined) throw missingOption();
  if (typeof value === 'string') return value;
  throw new MongoError(40103, `expected string as argument for ${name}, found: ${aliasOf(value)}`);
}

function missingOption(): MongoError {
  return new MongoError(
    40105,
    "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.",
  );
}

function maxDepthOf(value: Value | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  const depth = exactLong(value);
  if (depth === undefined)
    throw new MongoError(40100, `maxDepth requires a numeric argument, found type: ${aliasOf(value)}`);
  if (depth < 0n) throw new MongoError(40101, `maxDepth requires a nonnegative argument, found: ${String(depth)}`);
  return Number(depth);
}

function restrictOf(value: Value | undefined): Doc | undefined {
  if (value === undefined || value instanceof Doc) return value;
  throw new MongoError(40185, `restrictSearchWithMatch must be an object, found ${aliasOf(value)}`);
}
