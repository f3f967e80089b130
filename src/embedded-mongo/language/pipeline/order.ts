import { Doc, isNumeric, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { parseNonNegativeLong } from '../integers.js';
import { integer, toNumber } from '../numbers.js';
import { compileSort, type Sort } from '../sort.js';
import { type MemoryMeter, sortMeter } from './memory.js';
import { collect, inBatches, type Stage, type StageParser } from './stage.js';

const sort: StageParser = (operand, env) => {
  const order = sortOf(operand);
  return (input) => sorted(input, order, sortMeter(env.memoryLimit));
};

export function sortOf(operand: Value): Sort {
  if (!(operand instanceof Doc)) throw new MongoError(15973, 'the $sort key specification must be an object');
  if (operand.size === 0) throw new MongoError(15976, '$sort stage must have at least one sort key');
  return compileSort(operand);
}

interface Keyed {
  key: Value[];
  document: Doc;
}

async function* sorted(input: AsyncIterable<readonly Doc[]>, order: Sort, meter: MemoryMeter) {
  const entries: Keyed[] = [];
  for await (const batch of input) {
    for (const document of batch) {
      meter.add(document);
      entries.push({ key: order.keyOf(document), document });
    }
  }
  entries.sort((a, b) => order.compareKeys(a.key, b.key));
  yield* inBatches(entries.map(({ document }) => document));
}

/** The first `count` documents of an order, holding not many more than twice as many. */
export function topSorted(order: Sort, count: number, limit?: number): Stage['run'] {
  return async function* (input) {
    const meter = sortMeter(limit);
    let entries: Keyed[] = [];
    const trim = () => {
      entries.sort((a, b) => order.compareKeys(a.key, b.key));
      for (const { document } of entries.slice(count)) meter.release(document);
      entries = entries.slice(0, count);
    };
    for await (const batch of input) {
      for (const document of batch) {
        meter.add(document);
        entries.push({ key: order.keyOf(document), document });
        if (entries.length >= 2 * count + 16) trim();
      }
    }
    trim();
    yield* inBatches(entries.map(({ document }) => document));
  };
}

const limit: StageParser = (operand) => {
  const count = limitOf(operand);
  return (input) => limited(input, count);
};

export function limitOf(operand: Value): number {
  const parsed = parseNonNegativeLong('$limit', operand);
  if ('error' in parsed) throw new MongoError(2107201, `invalid argument to $limit stage: ${parsed.error}`);
  if (parsed.value === 0n) throw new MongoError(15958, 'the limit must be positive');
  return Number(parsed.value);
}

export async function* limited(input: AsyncIterable<readonly Doc[]>, count: number) {
  let left = count;
  for await (const batch of input) {
    yield batch.slice(0, left);
    left -= Math.min(left, batch.length);
    if (left === 0) return;
  }
}

const skip: StageParser = (operand) => {
  const count = skipOf(operand);
  return async function* (input) {
    let left = count;
    for await (const batch of input) {
      const rest = batch.slice(left);
      left -= Math.min(left, batch.length);
      if (rest.length > 0) yield rest;
    }
  };
};

export function skipOf(operand: Value): number {
  const parsed = parseNonNegativeLong('$skip', operand);
  if ('error' in parsed) throw new MongoError(5107200, `invalid argument to $skip stage: ${parsed.error}`);
  return Number(parsed.value);
}

const count: StageParser = (operand) => {
  const field = countField(operand);
  return async function* (input) {
    let total = 0;
    for await (const batch of input) total += batch.length;
    if (total > 0) yield [new Doc([[field, integer(total)]])];
  };
};

function countField(operand: Value): string {
  if (typeof operand !== 'string') throw new MongoError(40156, 'the count field must be a non-empty string');
  if (operand === '') throw new MongoError(40157, 'the count field must be a non-empty string');
  if (operand.startsWith('$')) throw new MongoError(40158, 'the count field cannot be a $-prefixed path');
  if (operand.includes('\0')) throw new MongoError(40159, 'the count field cannot contain a null byte');
  if (operand.includes('.')) throw new MongoError(40160, "the count field cannot contain '.'");
  if (operand === '_id') throw new MongoError(15948, "a group's _id may only be specified once");
  return operand;
}

const sample: StageParser = (operand) => {
  const size = sampleSize(operand);
  return async function* (input) {
    const documents = await collect(input);
    for (let at = 0; at < Math.min(size, documents.length); at++) {
      const other = at + Math.floor(Math.random() * (documents.length - at));
      [documents[at], documents[other]] = [documents[other] as Doc, documents[at] as Doc];
    }
    yield* inBatches(documents.slice(0, size));
  };
};

function sampleSize(operand: Value): number {
  if (!(operand instanceof Doc)) throw new MongoError(28745, 'the $sample stage specification must be an object');
  for (const name of operand.keys()) {
    if (name !== 'size') throw new MongoError(28748, `unrecognized option to $sample: ${name}`);
  }
  const size = operand.get('size');
  if (size === undefined) throw new MongoError(28749, '$sample stage must specify a size');
  if (!isNumeric(size)) throw new MongoError(28746, 'size argument to $sample must be a number');
  const wanted = Math.trunc(toNumber(size));
  if (wanted < 0) throw new MongoError(28747, 'size argument to $sample must not be negative');
  return wanted;
}

export const orderStages: ReadonlyMap<string, StageParser> = new Map([
  ['$sort', sort],
  ['$limit', limit],
  ['$skip', skip],
  ['$count', count],
  ['$sample', sample],
]);
