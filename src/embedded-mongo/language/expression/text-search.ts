import { aliasOf, BSONRegExp, Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { compilePattern, type Pattern } from '../filter/regex.js';
import { isNullish } from '../numbers.js';
import { compileNamed, namedFields } from './arguments.js';
import { constantOf, type Operator } from './compile.js';
import type { Evaluator } from './evaluator.js';

interface Search {
  text: string;
  pattern: Pattern;
}

/** `$regexMatch` and its kin: `search` gives the answer where there is a text and a pattern, `none` where there is not. */
function searching(none: Value, search: (found: Search) => Value): Operator {
  return (operand, scope, name) => {
    const fields = namedFields(name, operand, ['input', 'regex'], ['options'], {
      type: 51103,
      typeMessage: `${name} expects an object of named arguments but found: ${aliasOf(operand)}`,
      unknown: 31024,
      unknownMessage: (field) => `${name} found an unknown argument: ${field}`,
      missing: 31022,
      missingMessage: (field) => `${name} requires '${field}' parameter`,
    });
    const compiled = compileNamed(fields, scope);
    const pattern = patternReader(name, compiled.regex, compiled.options);
    return (frame) => {
      const text = compiled.input?.(frame);
      const found = pattern(frame);
      if (isNullish(text) || !found) return none;
      if (typeof text !== 'string') throw new MongoError(51104, `${name} needs 'input' to be of type string`);
      return search({ text, pattern: found });
    };
  };
}

function patternReader(name: string, regex: Evaluator | undefined, options: Evaluator | undefined) {
  const fixed = regex && constantOf(regex);
  if (fixed !== undefined && (!options || constantOf(options) !== undefined)) {
    const pattern = patternOf(name, fixed, options?.([]));
    return () => pattern;
  }
  return (frame: (Value | undefined)[]) => patternOf(name, regex?.(frame), options?.(frame));
}

function patternOf(name: string, regex: Value | undefined, options: Value | undefined): Pattern | undefined {
  if (isNullish(regex)) return undefined;
  if (!isNullish(options) && typeof options !== 'string') {
    throw new MongoError(51106, `${name} needs 'options' to be of type string`);
  }
  const flags = typeof options === 'string' ? options : '';
  if (typeof regex === 'string') {
    if (regex.includes('\0'))
      throw new MongoError(51109, `${name}: regular expression cannot contain an embedded null byte`);
    return compilePattern(regex, flags);
  }
  if (!(regex instanceof BSONRegExp))
    throw new MongoError(51105, `${name} needs 'regex' to be of type string or regex`);
  if (flags && regex.options) {
    throw new MongoError(51107, `${name}: found regex option(s) specified in both 'regex' and 'option' fields`);
  }
  return compilePattern(regex.pattern, flags || regex.options);
}

function foundAt(text: string, match: RegExpExecArray): Doc {
  return new Doc([
    ['match', match[0]],
    ['idx', Array.from(text.slice(0, match.index)).length],
    ['captures', match.slice(1).map((capture) => capture ?? null)],
  ] as [string, Value][]);
}

function findAll({ text, pattern }: Search): Value {
  const everywhere = new RegExp(pattern.regex.source, `${pattern.regex.flags}g`);
  return Array.from(text.matchAll(everywhere), (match) => foundAt(text, match));
}

export const textSearchOperators: Record<string, Operator> = {
  $regexMatch: searching(false, ({ text, pattern }) => pattern.regex.test(text)),
  $regexFind: searching(null, ({ text, pattern }) => {
    const match = pattern.regex.exec(text);
    return match ? foundAt(text, match) : null;
  }),
  $regexFindAll: searching([], findAll),
};
