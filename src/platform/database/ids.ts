import { createHash } from 'node:crypto';
import { Types } from 'mongoose';

/** An id that says whose it is, so that a PostId cannot be passed where a MemberId is wanted. */
export type Id<Noun extends string> = Types.ObjectId & { readonly __noun?: Noun };

/** The id in a text, or null when the text is none. */
export function parseId<Noun extends string>(text: string): Id<Noun> | null {
  return /^[0-9a-f]{24}$/.test(text) ? new Types.ObjectId(text) : null;
}

export const newId = <Noun extends string>(): Id<Noun> => new Types.ObjectId();

/** The same id for the same words: what is sent again is found by it. */
export const idFrom = <Noun extends string>(...words: string[]): Id<Noun> =>
  new Types.ObjectId(createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 24));

export const sameId = (a: Types.ObjectId | null | undefined, b: Types.ObjectId | null | undefined): boolean =>
  Boolean(a && b && a.equals(b));
