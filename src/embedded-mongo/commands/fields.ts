import { toFlag, toNumber } from '../bson/plain.js';
import { aliasOf, Doc, type Value } from '../bson/values.js';
import { badValue, failedToParse, MongoError } from '../errors.js';

const MAX_TIME = 2 ** 31 - 1;
const CURSOR_FIELDS = new Set(['batchSize']);

/** A command's fields, read as the types they must have. */
export class Fields {
  constructor(
    private readonly owner: string,
    readonly all: Doc,
  ) {}

  get(name: string): Value | undefined {
    return this.all.get(name);
  }

  has(name: string): boolean {
    return this.all.has(name);
  }

  refuseUnknown(known: ReadonlySet<string>): void {
    for (const name of this.all.keys()) {
      if (!known.has(name)) throw new MongoError(40415, `BSON field '${this.owner}.${name}' is an unknown field.`);
    }
  }

  doc(name: string): Doc | undefined {
    const value = this.all.get(name);
    if (value === undefined || value === null) return undefined;
    if (!(value instanceof Doc)) throw this.wrongType(name, value, 'object');
    return value;
  }

  require(name: string): Value {
    return this.all.get(name) ?? this.missing(name);
  }

  requireDoc(name: string): Doc {
    return this.doc(name) ?? this.missing(name);
  }

  text(name: string): string | undefined {
    const value = this.all.get(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw this.wrongType(name, value, 'string');
    return value;
  }

  requireText(name: string): string {
    return this.text(name) ?? this.missing(name);
  }

  flag(name: string): boolean {
    const value = this.all.get(name);
    if (value === undefined || value === null || typeof value === 'boolean' || toNumber(value) !== undefined) {
      return toFlag(value);
    }
    throw this.wrongType(name, value, "[bool, long, int, decimal, double']");
  }

  /** Where numbers do not pass for a flag. */
  strictFlag(name: string): boolean {
    const value = this.all.get(name) ?? false;
    if (typeof value !== 'boolean') throw this.wrongType(name, value, 'bool');
    return value;
  }

  number(name: string): number | undefined {
    const value = this.all.get(name);
    if (value === undefined || value === null) return undefined;
    const number = toNumber(value);
    if (number === undefined) throw this.wrongType(name, value, "[long, int, decimal, double']");
    return number;
  }

  /** A count such as `skip`, `limit` or `batchSize`. */
  count(name: string): number | undefined {
    const number = this.number(name);
    if (number === undefined) return undefined;
    if (number < 0) {
      throw new MongoError(51024, `BSON field '${name}' value must be >= 0, actual value '${Math.trunc(number)}'`);
    }
    return Math.trunc(number);
  }

  /** A time limit in milliseconds. */
  time(name: string): number | undefined {
    const value = this.all.get(name);
    if (value === undefined) return undefined;
    const number = toNumber(value);
    if (number === undefined) throw badValue(`${name} must be a number`);
    if (!Number.isInteger(number)) throw badValue(`${name} has non-integral value`);
    if (number < 0 || number > MAX_TIME) {
      throw badValue(`${typeof value === 'bigint' ? value : number} value for ${name} is out of range`);
    }
    return number;
  }

  list(name: string): Value[] | undefined {
    const value = this.all.get(name);
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) throw this.wrongType(name, value, 'array');
    return value;
  }

  requireList(name: string): Value[] {
    return this.list(name) ?? this.missing(name);
  }

  docs(name: string): Doc[] | undefined {
    return this.list(name)?.map((item, i) => {
      if (!(item instanceof Doc)) throw this.wrongType(`${name}.${i}`, item, 'object');
      return item;
    });
  }

  requireDocs(name: string): Doc[] {
    return this.docs(name) ?? this.missing(name);
  }

  /** What sizes are divided by. */
  scale(): number {
    const scale = Math.trunc(this.number('scale') ?? 1);
    if (scale > Number.MAX_SAFE_INTEGER) throw badValue(`scale ${scale} is too large`);
    if (scale > 0) return scale;
    throw new MongoError(51024, `BSON field 'scale' value must be > 0, actual value '${scale}'`);
  }

  /** How many documents the first answer of a cursor is to have. */
  batchSize(): number | undefined {
    const options = this.doc('cursor');
    if (!options) return undefined;
    const fields = new Fields(`${this.owner}.cursor`, options);
    fields.refuseUnknown(CURSOR_FIELDS);
    return fields.count('batchSize');
  }

  /** Only the order by bytes is there; asking for it by name is no error. */
  refuseCollation(): void {
    const collation = this.doc('collation');
    if (!collation || collation.size === 0) return;
    if (collation.get('locale') === 'simple' && collation.size === 1) return;
    if (typeof collation.get('locale') !== 'string') {
      throw failedToParse("BSON field 'collation.locale' is missing but a required field");
    }
    throw badValue(`The embedded engine has no collation but { locale: "simple" }`);
  }

  wrongType(name: string, value: Value, expected: string): MongoError {
    const types = expected.startsWith('[') ? `types '${expected}` : `type '${expected}'`;
    return new MongoError(
      'TypeMismatch',
      `BSON field '${this.owner}.${name}' is the wrong type '${aliasOf(value)}', expected ${types}`,
    );
  }

  private missing(name: string): never {
    throw new MongoError(40414, `BSON field '${this.owner}.${name}' is missing but a required field`);
  }
}
