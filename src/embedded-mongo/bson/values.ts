import { randomUUID } from 'node:crypto';
import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';

export { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp };

/** A double that a JS number alone would turn into an int32 on the way back: 1.0, -0. */
export class Double {
  constructor(readonly value: number) {}
}

/** A date outside the range of the JS `Date`. */
export class FarDate {
  constructor(readonly ms: bigint) {}
}

/** The deprecated BSON type 0x0C. */
export class DbPointer {
  constructor(
    readonly namespace: string,
    readonly id: ObjectId,
  ) {}
}

/** The deprecated BSON type 0x06; a missing field is the JS `undefined`. */
export class Undefined {
  readonly isUndefined = true;
}

export const UNDEFINED = new Undefined();

export type Value =
  | null
  | boolean
  | string
  | number
  | bigint
  | Double
  | Decimal128
  | Date
  | FarDate
  | Timestamp
  | ObjectId
  | Binary
  | BSONRegExp
  | BSONSymbol
  | Code
  | DbPointer
  | MinKey
  | MaxKey
  | Undefined
  | Doc
  | Value[];

/** A document: fields in order, integer-like names included. Of a name that is there twice, the last value counts. */
export class Doc extends Map<string, Value> {
  /** Every field as it was sent, where a name was there twice. */
  declare every?: readonly (readonly [string, Value])[];
}

/** The fields of something to be carried out, where none may be passed over. */
export function everyField(document: Doc): Iterable<readonly [string, Value]> {
  return document.every ?? document;
}

/** A document from a literal; fields that are `undefined` are left out. */
export function doc(fields: Readonly<Record<string, Value | undefined>>): Doc {
  const result = new Doc();
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value !== undefined) result.set(name, value);
  }
  return result;
}

const UUID_SUBTYPE = 4;

export function newUuid(): Binary {
  return new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), UUID_SUBTYPE);
}

/** BSON type codes. */
export const TYPE = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
} as const;

export type TypeAlias = keyof typeof TYPE;

const ALIASES = new Map<number, string>(Object.entries(TYPE).map(([alias, code]) => [code, alias]));

export function isInt32(value: number): boolean {
  return (value | 0) === value && (value !== 0 || 1 / value > 0);
}

/** The BSON type code of a value. */
export function typeOf(value: Value): number {
  switch (typeof value) {
    case 'string':
      return TYPE.string;
    case 'number':
      return isInt32(value) ? TYPE.int : TYPE.double;
    case 'boolean':
      return TYPE.bool;
    case 'bigint':
      return TYPE.long;
    default:
      break;
  }
  if (value === null) return TYPE.null;
  if (Array.isArray(value)) return TYPE.array;
  if (value instanceof Doc) return TYPE.object;
  if (value instanceof ObjectId) return TYPE.objectId;
  if (value instanceof Date || value instanceof FarDate) return TYPE.date;
  return typeOfRare(value);
}

function typeOfRare(value: object): number {
  if (value instanceof Double) return TYPE.double;
  if (value instanceof Decimal128) return TYPE.decimal;
  if (value instanceof Binary) return TYPE.binData;
  if (value instanceof Timestamp) return TYPE.timestamp;
  if (value instanceof BSONRegExp) return TYPE.regex;
  if (value instanceof Undefined) return TYPE.undefined;
  if (value instanceof BSONSymbol) return TYPE.symbol;
  if (value instanceof Code) return value.scope ? TYPE.javascriptWithScope : TYPE.javascript;
  if (value instanceof DbPointer) return TYPE.dbPointer;
  if (value instanceof MinKey) return TYPE.minKey;
  if (value instanceof MaxKey) return TYPE.maxKey;
  throw new TypeError(`Not a BSON value: ${value.constructor.name}`);
}

/** The name `$type` knows a value's type by. */
export function aliasOf(value: Value): string {
  return ALIASES.get(typeOf(value)) ?? 'unknown';
}

export function isNumeric(value: Value | undefined): value is number | bigint | Double | Decimal128 {
  return (
    typeof value === 'number' || typeof value === 'bigint' || value instanceof Double || value instanceof Decimal128
  );
}

/** The bytes a binary holds, without the spare room of its buffer. */
export function binaryBytes(value: Binary): Uint8Array {
  return value.buffer.length === value.position ? value.buffer : value.buffer.subarray(0, value.position);
}
