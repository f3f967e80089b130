import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  binaryBytes,
  Code,
  Decimal128,
  Doc,
  Double,
  FarDate,
  isInt32,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  Undefined,
  type Value,
} from '../bson/values.js';

/** A value as the server prints it in its messages: `{ a: 1, b: [ 1.5, "x" ] }`. */
export function show(value: Value | undefined): string {
  switch (typeof value) {
    case 'undefined':
      return 'EOO';
    case 'string':
      return `"${value}"`;
    case 'number':
      return isInt32(value) ? String(value) : showDouble(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return value === null ? 'null' : showObject(value);
  }
}

/** `field: value`, as the server names the element it could not read. */
export function showElement(field: string, value: Value | undefined): string {
  return `${field}: ${show(value)}`;
}

function showDocument(value: Doc): string {
  if (value.size === 0) return '{}';
  return `{ ${Array.from(value, ([field, item]) => showElement(field, item)).join(', ')} }`;
}

function showDouble(value: number): string {
  if (Number.isNaN(value)) return 'nan.0';
  if (!Number.isFinite(value)) return value > 0 ? 'inf.0' : '-inf.0';
  if (Object.is(value, -0)) return '-0.0';
  const text = shortDouble(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** A double with at most 16 digits, in the notation of C's `%g`. */
export function shortDouble(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent < -5 || exponent >= 16) {
    const [mantissa = '', power = '0'] = value.toExponential(15).split('e');
    const digits = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
    const size = Math.abs(Number(power)).toString().padStart(2, '0');
    return `${digits}e${Number(power) < 0 ? '-' : '+'}${size}`;
  }
  return String(Number(value.toPrecision(16)));
}

function showObject(value: Exclude<Value, string | number | bigint | boolean | null>): string {
  if (Array.isArray(value)) return value.length ? `[ ${value.map(show).join(', ')} ]` : '[]';
  if (value instanceof Doc) return showDocument(value);
  if (value instanceof Double) return showDouble(value.value);
  if (value instanceof Decimal128) return value.toString();
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof FarDate) return `new Date(${value.ms})`;
  if (value instanceof Timestamp) return `Timestamp(${value.getHighBitsUnsigned()}, ${value.getLowBitsUnsigned()})`;
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`;
  if (value instanceof Binary) return `BinData(${value.sub_type}, ${showBytes(binaryBytes(value))})`;
  if (value instanceof BSONSymbol) return `"${value.value}"`;
  if (value instanceof Code) return value.code;
  if (value instanceof MinKey) return 'MinKey';
  if (value instanceof MaxKey) return 'MaxKey';
  if (value instanceof Undefined) return 'undefined';
  return `DBRef('${value.namespace}',${value.id.toHexString()})`;
}

function showBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
