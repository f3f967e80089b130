import type { Viewer } from '../../platform/access/viewer.js';
import { SignInNeeded } from '../../platform/errors/errors.js';
import type { MemberId } from '../accounts/public.js';

/** Whoever acts. */
export function requireId(viewer: Viewer): MemberId {
  if (!viewer.id) throw new SignInNeeded();
  return viewer.id;
}
