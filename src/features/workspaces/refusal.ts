import { Forbidden } from '../../platform/errors/errors.js';
import type { Workspace } from './workspace.model.js';

/** Why nobody may add anything to this place, where there is a reason to tell. */
export const refusalIn = (place: Pick<Workspace, 'archived'> | null): Forbidden =>
  new Forbidden(place?.archived ? 'workspaces.home.archived' : undefined);
