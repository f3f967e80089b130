import type { Viewer } from '../../platform/access/viewer.js';
import type { Workspace } from './workspace.model.js';

/** The workspaces that exist for a viewer. */
export const visibleWorkspaces = (viewer: Viewer) =>
  viewer.standing.hidden.length > 0 ? { _id: { $nin: viewer.standing.hidden } } : {};

type Ruled = Pick<Workspace, '_id' | 'visibility' | 'archived'>;

/** What a viewer may do with a workspace that they see. Content asks `contribute` before it takes a post, a comment or a reply. */
export const workspaceRules = {
  join: (viewer: Viewer, workspace: Ruled) =>
    viewer.writes && workspace.visibility === 'public' && !workspace.archived && !viewer.belongsTo(workspace._id),
  askToJoin: (viewer: Viewer, workspace: Ruled) =>
    viewer.writes && workspace.visibility === 'members' && !workspace.archived && !viewer.belongsTo(workspace._id),
  contribute: (viewer: Viewer, workspace: Ruled) =>
    viewer.writes && viewer.belongsTo(workspace._id) && !workspace.archived,
  facilitate: (viewer: Viewer, workspace: Ruled) =>
    viewer.writes && (viewer.facilitates(workspace._id) || (viewer.administers && viewer.sees(workspace._id))),
};
