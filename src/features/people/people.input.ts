import { z } from 'zod';
import { CursorQuery } from '../../platform/api/api.js';
import { optionalLine } from '../../platform/web/input.js';

/** What narrows the directory down; all of it may be left out. */
const filter = {
  /** The beginning of one or more words of a name. */
  q: optionalLine(80),
  /** ISO 3166-1 alpha-2. */
  country: optionalLine(2),
  /** ISO 639-1. */
  language: optionalLine(3),
  /** A tag. */
  interest: optionalLine(80),
  /** A letter: the list begins there. */
  from: optionalLine(8),
};

export const PeopleFilter = z.object({ ...filter, after: CursorQuery.shape.after });
export type PeopleFilter = z.infer<typeof PeopleFilter>;

export const PeopleQuery = CursorQuery.extend(filter);
export type PeopleQuery = z.infer<typeof PeopleQuery>;

export const HandleParams = z.object({ handle: z.string().min(1).max(60) });
export type HandleParams = z.infer<typeof HandleParams>;
