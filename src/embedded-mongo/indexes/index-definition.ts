import { toFlag, toNumber } from '../bson/plain.js';
import { RawDoc } from '../bson/raw-doc.js';
import { Doc, type Value } from '../bson/values.js';
import { encodeKey, encodeWholeKey, isCut, shorten } from '../keys/encode-key.js';
import { compileFilter, type Matcher } from '../language/index.js';
import { extractKeys } from './extract.js';

export interface IndexField {
  readonly path: string;
  readonly descending: boolean;
}

/** An index of a collection: its definition, and how to get its keys from a document. */
export class Index {
  readonly name: string;
  readonly fields: readonly IndexField[];
  readonly descending: readonly boolean[];
  readonly unique: boolean;
  /** Whether it takes no more duplicates while those it has still stand in the way of being unique. */
  readonly preparesUnique: boolean;
  readonly sparse: boolean;
  readonly partial: Matcher | undefined;
  readonly isId: boolean;
  /** Whether its order is the collection's own. */
  readonly isClustered: boolean;
  /** How often a plan has used it since the start. */
  uses = 0;
  private readonly paths: readonly (readonly string[])[];

  constructor(
    /** As `listIndexes` shows it. */
    readonly spec: Doc,
    readonly ident: number,
    /** For each field, whether a document has ever had an array on its path. */
    readonly multikey: boolean[],
    /** Whether a key has ever been too long to keep whole: such keys are not in order. */
    public hasCutKeys = false,
  ) {
    const key = spec.get('key');
    this.name = String(spec.get('name'));
    this.fields = key instanceof Doc ? [...key].map(([path, way]) => ({ path, descending: isDescending(way) })) : [];
    this.descending = this.fields.map((field) => field.descending);
    this.paths = this.fields.map((field) => field.path.split('.'));
    this.isClustered = toFlag(spec.get('clustered'));
    this.isId = this.name === '_id_' || this.isClustered;
    this.unique = this.isId || toFlag(spec.get('unique'));
    this.preparesUnique = !this.unique && toFlag(spec.get('prepareUnique'));
    this.sparse = toFlag(spec.get('sparse'));
    const partial = spec.get('partialFilterExpression');
    this.partial = partial instanceof Doc ? compileFilter(partial) : undefined;
  }

  get isMultikey(): boolean {
    return this.multikey.includes(true);
  }

  get expireAfterSeconds(): number | undefined {
    return toNumber(this.spec.get('expireAfterSeconds'));
  }

  /** The document's keys without the index's prefix, each once; `changed` is called when they teach the index something. */
  keysOf(document: RawDoc, changed: () => void): Buffer[] {
    if (this.partial && !this.partial.matches(document)) return [];
    const { rows, multikey, anyPresent } = extractKeys(document, this.paths);
    if (this.sparse && !anyPresent) return [];
    const whole = rows.map((row) => encodeWholeKey(row, this.descending));
    if (this.learn(multikey, whole)) changed();
    const keys = whole.map(shorten);
    return keys.length > 1 ? [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()] : keys;
  }

  private learn(multikey: readonly boolean[], keys: readonly Buffer[]): boolean {
    const arrays = multikey.some((met, i) => met && !this.multikey[i]);
    const cut = !this.hasCutKeys && keys.some(isCut);
    if (arrays)
      multikey.forEach((met, i) => {
        if (met) this.multikey[i] = true;
      });
    if (cut) this.hasCutKeys = true;
    return arrays || cut;
  }

  /** The values behind one key, for the message of a conflict. */
  valuesFor(document: RawDoc, key: Buffer): Value[] {
    const { rows } = extractKeys(document, this.paths);
    return rows.find((row) => encodeKey(row, this.descending).equals(key)) ?? [];
  }
}

function isDescending(way: Value): boolean {
  return (toNumber(way) ?? 1) < 0;
}
