import { Types } from 'mongoose';

/** Something that happened, in the past tense (`post.published`); its payload holds ids and plain values, never documents. */
export interface FactType<Payload> {
  readonly name: string;
  /** Nobody needs to listen. */
  readonly silent: boolean;
  /** Never present: ties the payload's type to the constant. */
  readonly payload?: Payload;
}

/** A fact as it lies in the outbox of the document that it is about. */
export interface FactRecord {
  /** Unique; what follows from the fact is keyed by it, so that telling it twice changes nothing. */
  id: string;
  fact: string;
  at: Date;
  payload: object;
}

const declared = new Map<string, FactType<never>>();

/** Declares a fact, once, as an exported constant. */
export function fact<Payload extends object>(name: string, { silent = false } = {}): FactType<Payload> {
  if (declared.has(name)) throw new Error(`two facts are called ${name}`);
  const type = { name, silent };
  declared.set(name, type);
  return type;
}

export const declaredFacts = (): FactType<never>[] => [...declared.values()];

/** The record that a verb writes into the document's outbox in the same write as the change itself. */
export function record<Payload extends object>(type: FactType<Payload>, payload: Payload, at = new Date()): FactRecord {
  return { id: new Types.ObjectId().toHexString(), fact: type.name, at, payload };
}
