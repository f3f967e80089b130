import { applyDecorators, SetMetadata } from '@nestjs/common';
import { z } from 'zod';

/** What the reference says of a route; body, query and path shapes are read from the route's own parameters. */
export interface ApiDescription {
  /** One sentence in the imperative: "Publish a post". */
  summary: string;
  /** The shape of the answer; none where there is no content. */
  answer?: z.ZodType;
  /** Status of success, when it is not 200 (201 for POST by Nest's own default). */
  status?: number;
}

export const API = 'palabre:api';

/** Puts a route under `/api/v1` into the OpenAPI document. A route there without it fails the architecture test. */
export const Api = (description: ApiDescription) => applyDecorators(SetMetadata(API, description));

/** `?after=…&limit=…` of every list. */
export const CursorQuery = z.object({
  /** What the list before gave as `next`. */
  after: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type CursorQuery = z.infer<typeof CursorQuery>;

/** A page of a list: what is on it, and the cursor of the page after it (null on the last). */
export const listOf = <T extends z.ZodType>(shape: T) =>
  z.object({ items: z.array(shape), next: z.string().nullable() });

export interface Listing<T> {
  items: T[];
  next: string | null;
}

/** A cursor holds the sort values of the last entry; opaque to others. */
export const packCursor = (values: (string | number | boolean)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** @returns null for what is no cursor of ours: the list then begins at its start. */
export function unpackCursor<T extends z.ZodType>(cursor: string | undefined, shape: T): z.infer<T> | null {
  if (!cursor) return null;
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** A moment that a `Date` can hold. */
export const moment = z.number().int().min(-8.64e15).max(8.64e15);

/** A cursor by date and id, newest first: the usual one. */
const DateCursor = z.tuple([moment, z.string().regex(/^[0-9a-f]{24}$/)]);

export const dateCursor = {
  pack: (at: Date, id: { toHexString(): string }): string => packCursor([at.getTime(), id.toHexString()]),
  unpack: (cursor: string | undefined): { at: Date; id: string } | null => {
    const values = unpackCursor(cursor, DateCursor);
    return values && { at: new Date(values[0]), id: values[1] };
  },
};
