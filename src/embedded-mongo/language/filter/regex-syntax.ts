import { MongoError } from '../../errors.js';

const invalid = (reason: string) => new MongoError(51091, `Regular expression is invalid: ${reason}`);
const unsupported = (what: string) => invalid(`${what} is not supported by the embedded engine`);

const POSIX_CLASSES = new Map([
  ['alpha', 'a-zA-Z'],
  ['digit', '0-9'],
  ['alnum', 'a-zA-Z0-9'],
  ['upper', 'A-Z'],
  ['lower', 'a-z'],
  ['space', '\\t\\n\\v\\f\\r '],
  ['blank', ' \\t'],
  ['punct', '!-\\/:-@\\[-`\\{-~'],
  ['xdigit', '0-9A-Fa-f'],
  ['word', '\\w'],
  ['cntrl', '\\x00-\\x1f\\x7f'],
  ['print', '\\x20-\\x7e'],
  ['graph', '\\x21-\\x7e'],
]);
const SPACES = '\\t\\n\\v\\f\\r ';
const HORIZONTAL = '\\t \\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000';
const VERTICAL = '\\n\\v\\f\\r\\x85\\u2028\\u2029';
/** Class escapes whose reach differs between PCRE and JavaScript, written out. */
const SETS = new Map([
  ['s', SPACES],
  ['h', HORIZONTAL],
  ['v', VERTICAL],
]);
const SIMPLE_ESCAPES = new Map([
  ['A', '(?<![^])'],
  ['z', '(?![^])'],
  ['Z', '(?=\\n?(?![^]))'],
  ['R', '(?:\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029])'],
  ['N', '[^\\n]'],
  ['e', '\\x1b'],
  ['a', '\\x07'],
]);

/** Writes a PCRE pattern as JavaScript with the `u` flag: one pass over its characters. */
export function translate(pattern: string, options: string): { source: string; flags: string } {
  const flags = new Set(options.replace('u', ''));
  let text = pattern;
  const inline = /^\(\?([imsx]+)\)/.exec(text);
  if (inline) {
    for (const flag of inline[1] ?? '') flags.add(flag);
    text = text.slice(inline[0].length);
  }
  const source = new Translator(text, flags).run();
  return { source, flags: `${flags.has('i') ? 'i' : ''}${flags.has('m') ? 'm' : ''}${flags.has('s') ? 's' : ''}u` };
}

class Translator {
  private at = 0;
  private out = '';

  constructor(
    private readonly text: string,
    private readonly flags: ReadonlySet<string>,
  ) {}

  run(): string {
    while (this.at < this.text.length) this.out += this.next();
    return this.out;
  }

  private rest(): string {
    return this.text.slice(this.at);
  }

  private take(length: number): string {
    this.at += length;
    return this.text.slice(this.at - length, this.at);
  }

  private next(): string {
    const character = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    if (this.flags.has('x') && this.skipExtended(character)) return '';
    switch (character) {
      case '\\':
        return this.escape(false);
      case '[':
        return this.characterClass();
      case '(':
        return this.group();
      case '.':
        this.at++;
        return this.flags.has('s') ? '.' : '[^\\n]';
      case '$':
        this.at++;
        return this.flags.has('m') ? '(?=\\n|(?![^]))' : '(?=\\n?(?![^]))';
      case '^':
        this.at++;
        return this.flags.has('m') ? '(?<=\\n|(?<![^]))' : '^';
      case '{':
        return this.brace();
      case '}':
      case ']':
        this.at++;
        return `\\${character}`;
      case '*':
      case '+':
      case '?':
        return this.quantifier(1);
      default:
        return this.take(character.length);
    }
  }

  private skipExtended(character: string): boolean {
    if (/\s/.test(character)) {
      this.at++;
      return true;
    }
    if (character !== '#') return false;
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end + 1;
    return true;
  }

  private quantifier(length: number): string {
    const quantifier = this.take(length);
    if (this.text[this.at] === '+') throw unsupported('a possessive quantifier');
    return this.text[this.at] === '?' ? quantifier + this.take(1) : quantifier;
  }

  private brace(): string {
    const match = /^\{\d+(,\d*)?\}/.exec(this.rest());
    if (match) return this.quantifier(match[0].length);
    this.at++;
    return '\\{';
  }

  private group(): string {
    const rest = this.rest();
    const comment = /^\(\?#[^)]*\)/.exec(rest);
    if (comment) {
      this.take(comment[0].length);
      return '';
    }
    const plain = /^\((?:\?(?::|=|!|<=|<!))?(?!\?)/.exec(rest);
    if (plain) return this.groupStart(plain[0]);
    const named = /^\(\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest);
    if (named) {
      this.take(named[0].length);
      return `(?<${named[1] ?? named[2]}>`;
    }
    const reference = /^\(\?P=(\w+)\)/.exec(rest);
    if (reference) {
      this.take(reference[0].length);
      return `\\k<${reference[1]}>`;
    }
    throw unsupported(`the group ${rest.slice(0, 4)}`);
  }

  private groupStart(start: string): string {
    if (start === '(' && this.text[this.at + 1] === '*') throw unsupported('a verb in a group');
    return this.take(start.length);
  }

  private escape(inClass: boolean): string {
    if (this.at + 1 >= this.text.length) throw invalid('\\ at end of pattern');
    const rest = this.rest();
    const special = this.longEscape(rest);
    if (special !== undefined) return special;
    const character = String.fromCodePoint(this.text.codePointAt(this.at + 1) ?? 0);
    this.take(1 + character.length);
    const set = SETS.get(character.toLowerCase());
    if (set !== undefined) return this.setEscape(character, set, inClass);
    if (inClass && character === 'b') return '\\b';
    if (!inClass && SIMPLE_ESCAPES.has(character)) return SIMPLE_ESCAPES.get(character) ?? '';
    if (character === 'e' || character === 'a') return SIMPLE_ESCAPES.get(character) ?? '';
    if (/[dDwWbBtnrf1-9]/.test(character)) return `\\${character}`;
    if (character === '0') return '\\x00';
    if (/[A-Za-z]/.test(character)) throw unsupported(`the escape \\${character}`);
    return /[\^$\\.*+?()[\]{}|/-]/.test(character) && (inClass || character !== '-') ? `\\${character}` : character;
  }

  private setEscape(character: string, set: string, inClass: boolean): string {
    const negated = character !== character.toLowerCase();
    if (!inClass) return negated ? `[^${set}]` : `[${set}]`;
    if (!negated) return set;
    if (character === 'S') return '\\S';
    throw unsupported(`the escape \\${character} in a character class`);
  }

  private longEscape(rest: string): string | undefined {
    const quoted = /^\\Q(.*?)(?:\\E|$)/s.exec(rest);
    if (quoted) {
      this.take(quoted[0].length);
      return (quoted[1] ?? '').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    }
    const hex = /^\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{1,2}))/.exec(rest);
    if (hex) {
      this.take(hex[0].length);
      return `\\u{${hex[1] ?? hex[2]}}`;
    }
    const property = /^\\([pP])(?:\{(\^?)([A-Za-z_&]+)\}|([A-Z]))/.exec(rest);
    if (property) return this.property(property);
    const named = /^\\k(?:<(\w+)>|\{(\w+)\}|'(\w+)')/.exec(rest);
    if (named) {
      this.take(named[0].length);
      return `\\k<${named[1] ?? named[2] ?? named[3]}>`;
    }
    return undefined;
  }

  private property([whole, letter, negated, name, short]: RegExpExecArray): string {
    this.take(whole.length);
    const inverse = negated ? (letter === 'p' ? 'P' : 'p') : letter;
    const property = name ?? short ?? '';
    return `\\${inverse}{${property.length > 2 ? `Script=${property}` : property}}`;
  }

  private characterClass(): string {
    const start = /^\[\^?\]?/.exec(this.rest())?.[0] ?? '[';
    this.take(start.length);
    let set = start.endsWith(']') ? `${start.slice(0, -1)}\\]` : start;
    while (this.at < this.text.length && this.text[this.at] !== ']') set += this.classItem();
    if (this.at >= this.text.length) throw invalid('missing terminating ] for character class');
    this.at++;
    return `${set}]`;
  }

  private classItem(): string {
    const posix = /^\[:(\^?)([a-z]+):\]/.exec(this.rest());
    if (posix) return this.posixClass(posix);
    const character = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    if (character === '\\') return this.escape(true);
    this.take(character.length);
    return character === '[' ? '\\[' : character;
  }

  private posixClass([whole, negated, name = '']: RegExpExecArray): string {
    const set = POSIX_CLASSES.get(name);
    if (set === undefined) throw invalid('unknown POSIX class name');
    if (negated) throw unsupported(`the class ${whole}`);
    this.take(whole.length);
    return set;
  }
}
