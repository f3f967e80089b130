import { z } from 'zod';
import { unpackCursor } from '../../platform/api/api.js';
import { parseId } from '../../platform/database/ids.js';
import type { MemberId } from '../accounts/public.js';

const Cursor = z.tuple([z.string(), z.string()]);

/** The name and id after which a page of members begins; null for the first. */
export function startAfter(cursor: string | undefined): { sortName: string; id: MemberId } | null {
  const values = unpackCursor(cursor, Cursor);
  const id = values && parseId<'member'>(values[1]);
  return values && id ? { sortName: values[0], id } : null;
}
