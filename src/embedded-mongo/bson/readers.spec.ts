import * as library from 'bson';
import fc from 'fast-check';
import { MongoError } from '../errors.js';
import { decode, encode, RawDoc } from './codec.js';
import { equal } from './compare.js';
import { checkDocument } from './walk.js';

const BROKEN = Number(process.env.ENGINE_FUZZ_MESSAGES ?? 50_000);
/** Making a document costs more than breaking it: each is broken in several ways. */
const WAYS = 10;

const name = fc.constantFrom('a', 'b', '', '10', 'ключ', '$set', 'a.b');
const leaf: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer(),
  fc.double().map((value) => new library.Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => library.Long.fromBigInt(value)),
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => new library.Decimal128(bytes)),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(null, true, false, new library.MinKey(), new library.MaxKey()),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new library.ObjectId(bytes)),
  fc
    .tuple(fc.uint8Array({ maxLength: 20 }), fc.constantFrom(0, 2, 3, 5, 128))
    .map(([bytes, kind]) => new library.Binary(bytes, kind)),
  fc
    .tuple(fc.constantFrom('^a', 'b+', 'é'), fc.constantFrom('', 'i', 'im'))
    .map(([p, o]) => new library.BSONRegExp(p, o)),
  fc.nat().map((t) => new library.Timestamp({ t, i: 3 })),
  fc.tuple(fc.string(), fc.integer()).map(([code, x]) => new library.Code(code, { x })),
);
const { document } = fc.letrec<{ document: Record<string, unknown> }>((tie) => ({
  document: fc.dictionary(
    name,
    fc.oneof(
      { weight: 4, arbitrary: leaf },
      tie('document'),
      fc.array(fc.oneof(leaf, tie('document')), { maxLength: 4 }),
    ),
    { maxKeys: 5 },
  ),
}));
const bytesOf = document.map((fields) => Buffer.from(library.serialize(fields, { ignoreUndefined: false })));

const isNaNAnywhere = (bytes: Buffer) =>
  bytes.includes(Buffer.from('f87f', 'hex')) || bytes.includes(Buffer.from('f8ff', 'hex'));

test('documents come out in the bytes they came in', () => {
  fc.assert(
    fc.property(bytesOf, (bytes) => {
      fc.pre(!isNaNAnywhere(bytes));
      expect(encode(decode(bytes)).equals(bytes)).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

test('a field read from raw bytes is the field of the decoded document', () => {
  fc.assert(
    fc.property(bytesOf, name, (bytes, field) => {
      const raw = new RawDoc(bytes);
      expect(equal(raw.get(field), decode(bytes).get(field))).toBe(true);
      expect(raw.has(field)).toBe(decode(bytes).has(field));
      expect([...raw.keys()]).toEqual([...decode(bytes).keys()]);
    }),
    { numRuns: 1500 },
  );
});

/** What a reader of bytes does with them: a value, or a typed refusal. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof MongoError) return undefined;
    throw error;
  }
}

type Change = { at: number; byte: number } | { at: number; length: number } | { end: number };

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ at: fc.nat(), byte: fc.nat(255) }),
  fc.record({ at: fc.nat(), length: fc.constantFrom(-1, 0, 1, 4, 5, 100, 2 ** 31 - 1, -(2 ** 31)) }),
  fc.record({ end: fc.nat() }),
);
const changes = fc.array(change, { minLength: 1, maxLength: 4 });

function broken(original: Buffer, steps: readonly Change[]): Buffer {
  let bytes = Buffer.from(original);
  for (const step of steps) {
    if ('byte' in step) bytes[step.at % bytes.length] = step.byte;
    else if ('end' in step) bytes = bytes.subarray(0, Math.max(5, step.end % bytes.length));
    else if (bytes.length > 4) bytes.writeInt32LE(step.length, step.at % (bytes.length - 3));
  }
  return bytes;
}

function readAll(bytes: Buffer): void {
  const decoded = attempt(() => decode(bytes));
  attempt(() => checkDocument(bytes, 0, bytes.length));
  const raw = attempt(() => new RawDoc(bytes));
  for (const field of ['a', 'b', '10']) attempt(() => raw?.get(field));
  attempt(() => [...(raw?.keys() ?? [])]);
  if (!decoded) return;
  const again = encode(decoded);
  if (!encode(decode(again)).equals(again)) throw new Error('What was decoded is not what is written');
}

test(`${BROKEN} broken documents are read as something or refused, never more`, () => {
  const ways = fc.array(changes, { minLength: WAYS, maxLength: WAYS });
  fc.assert(
    fc.property(bytesOf, ways, (original, all) => {
      for (const steps of all) readAll(broken(original, steps));
    }),
    { numRuns: BROKEN / WAYS },
  );
});
