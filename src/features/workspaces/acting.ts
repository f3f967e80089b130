import type { Viewer } from '../../platform/access/viewer.js';
import { type Id, idFrom, newId } from '../../platform/database/ids.js';
import { SignInNeeded } from '../../platform/errors/errors.js';
import type { MemberId } from '../accounts/public.js';

/** Whoever acts. */
export function requireId(viewer: Viewer): MemberId {
  if (!viewer.id) throw new SignInNeeded();
  return viewer.id;
}

/** What the same person sends again by the same form and under the same name is the same thing. */
export const idOfSent = <Noun extends string>(by: MemberId, clientId: string | undefined, name: string): Id<Noun> =>
  clientId ? idFrom<Noun>(by.toHexString(), clientId, name) : newId<Noun>();
