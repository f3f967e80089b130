import { aliasOf, Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { fieldParts } from '../expression/evaluator.js';
import { isNullish } from '../numbers.js';
import { type StageParser, spread } from './stage.js';

interface UnwindOptions {
  path: string[];
  preserve: boolean;
  index?: string[];
}

export const unwind: StageParser = (operand) => {
  const options = unwindOptions(operand);
  return spread((document) => unwound(document, options));
};

function unwound(document: Doc, { path, preserve, index }: UnwindOptions): Doc[] {
  const value = valueAt(document, path);
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item, position) => {
      const result = withPath(document, path, item);
      return index ? withPath(result, index, BigInt(position)) : result;
    });
  }
  const isPlain = !Array.isArray(value) && !isNullish(value);
  if (!isPlain && !preserve) return [];
  const result = Array.isArray(value) ? withPath(document, path, undefined) : document;
  return [index ? withPath(result, index, null) : result];
}

function valueAt(document: Doc, path: string[]): Value | undefined {
  let value: Value | undefined = document;
  for (const part of path) value = value instanceof Doc ? value.get(part) : undefined;
  return value;
}

/** A copy of a document with another value at a path, or without the path's last field. */
function withPath(document: Doc, [part = '', ...rest]: string[], value: Value | undefined): Doc {
  const result = new Doc(document);
  if (rest.length > 0) {
    const inner = document.get(part);
    return result.set(part, withPath(inner instanceof Doc ? inner : new Doc(), rest, value));
  }
  if (value === undefined) result.delete(part);
  else result.set(part, value);
  return result;
}

function unwindOptions(operand: Value): UnwindOptions {
  if (typeof operand === 'string') return { path: unwindPath(operand), preserve: false };
  if (!(operand instanceof Doc)) {
    throw new MongoError(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${aliasOf(operand)}`,
    );
  }
  for (const name of operand.keys()) {
    if (!['path', 'preserveNullAndEmptyArrays', 'includeArrayIndex'].includes(name)) {
      throw new MongoError(28811, `unrecognized option to $unwind stage: ${name}`);
    }
  }
  const path = operand.get('path');
  if (path === undefined) throw new MongoError(28812, 'no path specified to $unwind stage');
  return { path: unwindPath(path), preserve: preserveOption(operand), index: indexOption(operand) };
}

function unwindPath(path: Value): string[] {
  if (typeof path !== 'string') {
    throw new MongoError(28808, `expected a string as the path for $unwind stage, got ${aliasOf(path)}`);
  }
  if (path === '') throw new MongoError(28812, 'no path specified to $unwind stage');
  if (!path.startsWith('$')) {
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  }
  return fieldParts(path.slice(1));
}

function preserveOption(operand: Doc): boolean {
  const preserve = operand.get('preserveNullAndEmptyArrays') ?? false;
  if (typeof preserve === 'boolean') return preserve;
  throw new MongoError(
    28809,
    `expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got ${aliasOf(preserve)}`,
  );
}

function indexOption(operand: Doc): string[] | undefined {
  const index = operand.get('includeArrayIndex');
  if (index === undefined) return undefined;
  if (typeof index !== 'string' || index === '') {
    throw new MongoError(
      28810,
      `expected a non-empty string for the includeArrayIndex  option to $unwind stage, got ${aliasOf(index)}`,
    );
  }
  if (index.startsWith('$')) {
    throw new MongoError(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
    );
  }
  return fieldParts(index);
}
