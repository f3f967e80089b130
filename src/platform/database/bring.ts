import { createHash } from 'node:crypto';
import type { Model, Types } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.js';
import type { ImportedFrom } from './fields.js';

/** Something that an import brings in. Its id follows from its key, so that bringing it again finds it again. */
export interface Brought<Doc> {
  _id: Types.ObjectId;
  key: string;
  /** What the source says. The same fields each time: they are compared. */
  given: Partial<Doc>;
  /** What is made from it, such as rendered text: asked for only when it is written. */
  made?: () => Partial<Doc>;
}

/** `kept`: it was changed here since, or written here in the first place, and stays as it is. */
export type Outcome = 'made' | 'updated' | 'unchanged' | 'kept';

interface Known {
  _id: Types.ObjectId;
  imported: ImportedFrom | null;
}

const TRIES = 3;

/**
 * Writes a batch: what is new is inserted, what its source has changed is updated, what people have changed here is left alone.
 * `begin` gives what only new documents get (addresses, counters). Nobody is told: an import is no news.
 */
export async function bring<Doc>(
  model: Model<Doc>,
  batch: Brought<Doc>[],
  at: Date,
  begin: (fresh: Brought<Doc>[]) => Promise<Partial<Doc>[]> | Partial<Doc>[],
): Promise<Map<string, Outcome>> {
  const things = [...new Map(batch.map((thing) => [thing._id.toHexString(), thing])).values()];
  for (let tries = 1; ; tries++) {
    try {
      return await bringOnce(model, things, at, begin);
    } catch (error) {
      // A name was taken, or the thing itself was made, in this very moment: look again.
      if (!isDuplicateKey(error) || tries === TRIES) throw error;
    }
  }
}

async function bringOnce<Doc>(
  model: Model<Doc>,
  things: Brought<Doc>[],
  at: Date,
  begin: (fresh: Brought<Doc>[]) => Promise<Partial<Doc>[]> | Partial<Doc>[],
): Promise<Map<string, Outcome>> {
  const known = await knownAmong(model, things);
  const outcomes = new Map<string, Outcome>();
  for (const { _id, given } of things) outcomes.set(_id.toHexString(), outcomeOf(known.get(_id.toHexString()), given));
  const of = (outcome: Outcome) => things.filter(({ _id }) => outcomes.get(_id.toHexString()) === outcome);
  const fresh = of('made');
  const beginnings = fresh.length > 0 ? await begin(fresh) : [];
  const documents = fresh.map(({ _id, key, given, made }, place) => ({
    ...beginnings[place],
    ...given,
    ...made?.(),
    _id,
    imported: { key, at, print: fingerprint(given) },
  }));
  if (documents.length > 0) await model.insertMany(documents as never[], { ordered: false });
  const updates = of('updated').map(({ _id, given, made }) => ({
    updateOne: { filter: { _id }, update: { $set: { ...given, ...made?.(), 'imported.print': fingerprint(given) } } },
  }));
  if (updates.length > 0) await model.bulkWrite(updates as never[], { ordered: false });
  return outcomes;
}

async function knownAmong<Doc>(model: Model<Doc>, things: Brought<Doc>[]): Promise<Map<string, Known>> {
  const fields = Object.fromEntries(things.flatMap(({ given }) => Object.keys(given)).map((name) => [name, 1]));
  const found = await model
    .find({ _id: { $in: things.map(({ _id }) => _id) } } as never, { ...fields, imported: 1 } as never)
    .lean<Known[]>();
  return new Map(found.map((one) => [one._id.toHexString(), one]));
}

function outcomeOf<Doc>(known: Known | undefined, given: Partial<Doc>): Outcome {
  if (!known) return 'made';
  const fields: Record<string, unknown> = { ...known };
  const print = fingerprint(Object.fromEntries(Object.keys(given).map((name) => [name, fields[name]])));
  if (print === fingerprint(given)) return 'unchanged';
  return known.imported?.print === print ? 'updated' : 'kept';
}

/** The same for the same content, in whatever order its fields come; what is missing and what is null is the same. */
export function fingerprint(fields: object): string {
  const json = JSON.stringify(fields, (_name, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value) ? inOrder(value) : value,
  );
  return createHash('sha256').update(json).digest('base64url').slice(0, 22);
}

/** Dates and ids are texts by the time that they come here. */
const inOrder = (value: object): object =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null && one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Everything of a kind, one after another, in the order in which it was made here; each keeps its import key. */
export async function* allOf<Doc>(model: Model<Doc>, filter: object = {}): AsyncGenerator<Doc> {
  for await (const found of model
    .find(filter as never)
    .sort({ _id: 1 })
    .lean<Doc>()
    .cursor())
    yield found as Doc;
}

/** Which of these are here. */
export async function hereAmong<Doc>(model: Model<Doc>, ids: Types.ObjectId[]): Promise<Set<string>> {
  const found = await model.find({ _id: { $in: ids } } as never, { _id: 1 } as never).lean<{ _id: Types.ObjectId }[]>();
  return new Set(found.map(({ _id }) => _id.toHexString()));
}
