import { compareStrings } from '../../bson/compare.js';
import { aliasOf, isNumeric } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { exactLong, isNullish, truncateToLong } from '../numbers.js';
import { type Argument, between, binary, compileNamed, namedFields, shown, unary, variadic } from './arguments.js';
import { typeOfArgument } from './arithmetic.js';
import type { Operator } from './compile.js';
import { textOf } from './text-of.js';

const concat = variadic((values) => {
  if (values.some(isNullish)) return null;
  return values
    .map((value) => {
      if (typeof value === 'string') return value;
      throw new MongoError(16702, `$concat only supports strings, not ${typeOfArgument(value)}`);
    })
    .join('');
});

function lower(value: Argument): Argument {
  return textOf(value).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function upper(value: Argument): Argument {
  return textOf(value).replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

function compareCaseless(a: Argument, b: Argument): Argument {
  const upperText = (value: Argument) => String(upper(value));
  return compareStrings(upperText(a), upperText(b));
}

function split(text: Argument, separator: Argument): Argument {
  if (isNullish(text) || isNullish(separator)) return null;
  if (typeof text !== 'string') {
    throw new MongoError(
      40085,
      `$split requires an expression that evaluates to a string as a first argument, found: ${aliasOf(text)}`,
    );
  }
  if (typeof separator !== 'string') {
    throw new MongoError(
      40086,
      `$split requires an expression that evaluates to a string as a second argument, found: ${aliasOf(separator)}`,
    );
  }
  if (separator === '') throw new MongoError(40087, '$split requires a non-empty separator');
  return text.split(separator);
}

function requireText(code: number, name: string, value: Argument): string {
  if (typeof value === 'string') return value;
  throw new MongoError(code, `${name} requires a string argument, found: ${typeOfArgument(value)}`);
}

function substringBytes([text, start, length]: Argument[], name: string): Argument {
  const bytes = Buffer.from(textOf(text));
  const from = substringBound(16034, name, 'starting index', start);
  const count = substringBound(16035, name, 'length', length);
  if (from < 0) {
    throw new MongoError(50752, `${name}:  starting index must be non-negative (got: ${from})`);
  }
  const end = count < 0 ? bytes.length : Math.min(bytes.length, from + count);
  if (isContinuation(bytes, from)) {
    throw new MongoError(28656, `${name}:  Invalid range, starting index is a UTF-8 continuation byte.`);
  }
  if (isContinuation(bytes, end)) {
    throw new MongoError(28657, `${name}:  Invalid range, ending index is in the middle of a UTF-8 character.`);
  }
  return bytes.subarray(from, end).toString('utf8');
}

function isContinuation(bytes: Buffer, at: number): boolean {
  return at < bytes.length && ((bytes[at] ?? 0) & 0xc0) === 0x80;
}

function substringBound(code: number, name: string, what: string, value: Argument): number {
  if (isNumeric(value)) return Number(truncateToLong(value));
  throw new MongoError(code, `${name}:  ${what} must be a numeric type (is BSON type ${typeOfArgument(value)})`);
}

function substringPoints([text, start, length]: Argument[]): Argument {
  const points = Array.from(textOf(text));
  const from = pointBound(34450, 34451, 'starting index', start);
  const count = pointBound(34452, 34453, 'length', length);
  if (count < 0) throw new MongoError(34454, '$substrCP: length must be a nonnegative integer.');
  if (from < 0) throw new MongoError(34455, '$substrCP: the starting index must be nonnegative integer.');
  return points.slice(from, from + count).join('');
}

function pointBound(typeCode: number, rangeCode: number, what: string, value: Argument): number {
  if (!isNumeric(value)) {
    throw new MongoError(typeCode, `$substrCP: ${what} must be a numeric type (is BSON type ${typeOfArgument(value)})`);
  }
  const exact = exactLong(value);
  if (exact !== undefined && Number(exact) === (Number(exact) | 0)) return Number(exact);
  throw new MongoError(
    rangeCode,
    `$substrCP: ${what} cannot be represented as a 32-bit integral value: ${shown(value)}`,
  );
}

/** Where a text is first found between two positions, counted in bytes or in code points. */
function indexOf(units: (text: string) => string[] | Buffer, name: string, codes: [number, number]): Operator {
  return between(2, 4, ([text, wanted, start, end]) => {
    if (isNullish(text)) return null;
    if (typeof text !== 'string') {
      throw new MongoError(codes[0], `${name} requires a string as the first argument, found: ${aliasOf(text)}`);
    }
    if (typeof wanted !== 'string') {
      throw new MongoError(
        codes[1],
        `${name} requires a string as the second argument, found: ${typeOfArgument(wanted)}`,
      );
    }
    const haystack = units(text);
    const from = position(start, 0, name, 'starting');
    const to = Math.min(position(end, haystack.length, name, 'ending'), haystack.length);
    return findUnits(haystack, units(wanted), from, to);
  });
}

function position(value: Argument, otherwise: number, name: string, which: string): number {
  if (value === undefined) return otherwise;
  const exact = exactLong(value);
  if (exact === undefined) {
    throw new MongoError(
      40096,
      `${name}requires an integral ${which} index, found a value of type: ${typeOfArgument(value)}, with value: ${shown(value)}`,
    );
  }
  if (exact < 0n) throw new MongoError(40097, `${name} requires a nonnegative ${which} index, found: ${exact}`);
  return Number(exact);
}

function findUnits(haystack: string[] | Buffer, wanted: string[] | Buffer, from: number, to: number): number {
  for (let at = from; at + wanted.length <= to; at++) {
    let same = 0;
    while (same < wanted.length && haystack[at + same] === wanted[same]) same++;
    if (same === wanted.length) return at;
  }
  return -1;
}

const WHITESPACE = '\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

function trimmer(name: string, left: boolean, right: boolean): Operator {
  return (operand, scope) => {
    const fields = namedFields(name, operand, ['input'], ['chars'], {
      type: 50696,
      typeMessage: `${name} only supports an object as an argument, found ${aliasOf(operand)}`,
      unknown: 50694,
      unknownMessage: (field) => `${name} found an unknown argument: ${field}`,
      missing: 50695,
      missingMessage: () => `${name} requires an 'input' field`,
    });
    const { input, chars } = compileNamed(fields, scope);
    return (frame) => {
      const text = input?.(frame);
      const set = chars ? chars(frame) : WHITESPACE;
      if (isNullish(text)) return null;
      if (typeof text !== 'string') {
        throw new MongoError(
          50699,
          `${name} requires its input to be a string, got ${shown(text)} (of type ${aliasOf(text)}) instead.`,
        );
      }
      if (isNullish(set)) return null;
      if (typeof set !== 'string') {
        throw new MongoError(
          50700,
          `${name} requires 'chars' to be a string, got ${shown(set)} (of type ${aliasOf(set)}) instead.`,
        );
      }
      return trimmed(text, new Set(set), left, right);
    };
  };
}

function trimmed(text: string, set: ReadonlySet<string>, left: boolean, right: boolean): string {
  const points = Array.from(text);
  let from = 0;
  let to = points.length;
  while (left && from < to && set.has(points[from] as string)) from++;
  while (right && to > from && set.has(points[to - 1] as string)) to--;
  return points.slice(from, to).join('');
}

function replacer(name: string, replace: (text: string, find: string, replacement: string) => string): Operator {
  const CODES: Record<string, number> = { input: 51746, find: 51745, replacement: 51744 };
  return (operand, scope) => {
    const fields = namedFields(name, operand, ['input', 'find', 'replacement'], [], {
      type: 51751,
      typeMessage: `${name} requires an object as an argument, found: ${aliasOf(operand)}`,
      unknown: 51750,
      unknownMessage: (field) => `${name} found an unknown argument: ${field}`,
      missing: 51749,
      missingMessage: (field) => `${name} requires '${field}' to be specified`,
    });
    const compiled = compileNamed(fields, scope);
    return (frame) => {
      const values = ['input', 'find', 'replacement'].map((field) => {
        const value = compiled[field]?.(frame);
        if (typeof value === 'string' || isNullish(value)) return value;
        throw new MongoError(
          CODES[field] ?? 51746,
          `${name} requires that '${field}' be a string, found: ${shown(value)}`,
        );
      });
      const [text, find, replacement] = values;
      if (typeof text !== 'string' || typeof find !== 'string' || typeof replacement !== 'string') return null;
      return replace(text, find, replacement);
    };
  };
}

export const stringOperators: Record<string, Operator> = {
  $concat: concat,
  $toLower: unary(lower),
  $toUpper: unary(upper),
  $strcasecmp: binary(compareCaseless),
  $split: binary(split),
  $strLenBytes: unary((value) => Buffer.byteLength(requireText(34473, '$strLenBytes', value))),
  $strLenCP: unary((value) => Array.from(requireText(34471, '$strLenCP', value)).length),
  $substr: between(3, 3, (values) => substringBytes(values, '$substrBytes')),
  $substrBytes: between(3, 3, (values) => substringBytes(values, '$substrBytes')),
  $substrCP: between(3, 3, substringPoints),
  $indexOfBytes: indexOf((text) => Buffer.from(text), '$indexOfBytes', [40091, 40092]),
  $indexOfCP: indexOf((text) => Array.from(text), '$indexOfCP', [40093, 40094]),
  $trim: trimmer('$trim', true, true),
  $ltrim: trimmer('$ltrim', true, false),
  $rtrim: trimmer('$rtrim', false, true),
  $replaceOne: replacer('$replaceOne', (text, find, by) => text.replace(find, () => by)),
  $replaceAll: replacer('$replaceAll', (text, find, by) =>
    find === '' ? replaceEverywhere(text, by) : text.replaceAll(find, () => by),
  ),
};

function replaceEverywhere(text: string, by: string): string {
  return `${by}${Array.from(text, (point) => point + by).join('')}`;
}
