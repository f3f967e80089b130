import type { BSONRegExp } from '../../bson/values.js';
import { badValue, MongoError } from '../../errors.js';
import { translate } from './regex-syntax.js';

/** A regular expression as it was written, and compiled. */
export interface Pattern {
  pattern: string;
  options: string;
  regex: RegExp;
  /** The literal text every match starts with, for an index; empty where there is none. */
  prefix: string;
}

const cache = new Map<string, Pattern>();

/** Compiles a PCRE pattern for JavaScript; what JavaScript cannot express is refused, never approximated. */
export function compilePattern(pattern: string, options: string): Pattern {
  const key = `${options}/${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  const compiled = build(pattern, options);
  if (cache.size > 500) cache.clear();
  cache.set(key, compiled);
  return compiled;
}

export function patternOf(value: BSONRegExp): Pattern {
  return compilePattern(value.pattern, value.options);
}

function build(pattern: string, options: string): Pattern {
  for (const flag of options) {
    if (!'imsux'.includes(flag)) throw new MongoError(51108, `invalid flag in regex options: ${flag}`);
  }
  if (pattern.includes('\0')) throw badValue('Regular expression cannot contain an embedded null byte');
  const { source, flags } = translate(pattern, options);
  return { pattern, options, regex: toRegExp(source, flags), prefix: flags === 'u' ? literalPrefix(pattern) : '' };
}

function toRegExp(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: \/.*\/\w*: /s, '') : '';
    throw new MongoError(51091, `Regular expression is invalid: ${PCRE_WORDS.get(reason) ?? reason.toLowerCase()}`);
  }
}

const PCRE_WORDS = new Map([
  ['Unterminated group', 'missing closing parenthesis'],
  ["Unmatched ')'", 'unmatched closing parenthesis'],
  ['Unterminated character class', 'missing terminating ] for character class'],
  ['Nothing to repeat', 'quantifier does not follow a repeatable item'],
  ['\\ at end of pattern', '\\ at end of pattern'],
  ['Range out of order in character class', 'range out of order in character class'],
  ['numbers out of order in {} quantifier', 'numbers out of order in {} quantifier'],
  ['Invalid group', 'unrecognized character after (? or (?-'],
]);

/** Only an anchored pattern without alternatives has a prefix; a quantifier takes back the character before it. */
function literalPrefix(pattern: string): string {
  if (!pattern.startsWith('^') || pattern.includes('|')) return '';
  const literal = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^\p{L}\p{N}])*)(.?)/su.exec(pattern);
  const text = literal?.[1] ?? '';
  const characters = Array.from(text.matchAll(/\\?(.)/gsu), (match) => match[1] ?? '');
  if (/[*?{]/.test(literal?.[2] ?? '')) characters.pop();
  return characters.join('');
}
