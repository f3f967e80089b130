import { Schema, type Types } from 'mongoose';

/** What happened to a thing, by whom and when: kept instead of a flag. */
export interface Stamp {
  at: Date;
  by: Types.ObjectId;
}

export const stampSchema = new Schema<Stamp>(
  { at: { type: Date, required: true }, by: { type: Schema.Types.ObjectId, required: true } },
  { _id: false },
);

/** Where an import found a thing. The key names source and id there, and makes the import repeatable. */
export interface ImportedFrom {
  key: string;
  at: Date;
  /** Fingerprint of what was imported: what differs from it has been changed here since, and is left alone. */
  print?: string;
}

export const importedSchema = new Schema<ImportedFrom>(
  { key: { type: String, required: true }, at: { type: Date, required: true }, print: { type: String } },
  { _id: false },
);

/** Index options by which what was not imported does not collide. */
export const uniqueImport = { unique: true, partialFilterExpression: { 'imported.key': { $type: 'string' } } } as const;

/** Whether it was written over an older text than the one that is stored. Who does not say which one they have read is never behind. */
export const isBehind = (sent: { revision?: number }, stored: { revision?: number }): boolean =>
  sent.revision !== undefined && sent.revision !== (stored.revision ?? 0);

/** A tag as it was written, and the key by which it is found: case and accents folded. */
export interface TagField {
  name: string;
  key: string;
}

export const tagSchema = new Schema<TagField>(
  { name: { type: String, required: true }, key: { type: String, required: true } },
  { _id: false },
);
