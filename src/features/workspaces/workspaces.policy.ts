import type { Viewer } from '../../platform/access/viewer.js';
import { sameId } from '../../platform/database/ids.js';
import type { MemberId, Site } from '../accounts/public.js';
import type { Workspace } from './workspace.model.js';

/** The workspaces that exist for a viewer. */
export const visibleWorkspaces = (viewer: Viewer) =>
  viewer.standing.hidden.length > 0 ? { _id: { $nin: viewer.standing.hidden } } : {};

type Ruled = Pick<Workspace, '_id' | 'visibility' | 'archived'>;
type Led = Ruled & Pick<Workspace, 'facilitators'>;

const facilitates = (viewer: Viewer, workspace: Ruled): boolean =>
  viewer.writes && viewer.sees(workspace._id) && (viewer.facilitates(workspace._id) || viewer.administers);

const isFacilitator = (workspace: Led, member: MemberId): boolean =>
  workspace.facilitators.some((id) => sameId(id, member));

/** What a viewer may do with a workspace that they see. Content asks `contribute` before it takes a post, a comment or a reply. */
export const workspaceRules = {
  view: (viewer: Viewer, workspace: Ruled) => viewer.sees(workspace._id),
  join: (viewer: Viewer, workspace: Ruled) =>
    viewer.writes && workspace.visibility === 'public' && !workspace.archived && !viewer.belongsTo(workspace._id),
  askToJoin: (viewer: Viewer, workspace: Ruled) =>
    viewer.writes && workspace.visibility === 'members' && !workspace.archived && !viewer.belongsTo(workspace._id),
  contribute: (viewer: Viewer, workspace: Ruled) =>
    viewer.writes && viewer.belongsTo(workspace._id) && !workspace.archived,
  leave: (viewer: Viewer, workspace: Ruled) => viewer.writes && viewer.belongsTo(workspace._id),
  /** Facilitators, and administrators of the site where they see the workspace: a private one of others they do not. */
  facilitate: facilitates,
  /** Settings, invitations and roles rest while it is archived. */
  manage: (viewer: Viewer, workspace: Ruled) => facilitates(viewer, workspace) && !workspace.archived,
  archive: (viewer: Viewer, workspace: Ruled) => facilitates(viewer, workspace) && !workspace.archived,
  restore: (viewer: Viewer, workspace: Ruled) => facilitates(viewer, workspace) && workspace.archived !== null,
  /** A facilitator is first made a member again. */
  remove: (viewer: Viewer, workspace: Led, member: MemberId) =>
    facilitates(viewer, workspace) && !viewer.is(member) && !isFacilitator(workspace, member),
};

type CreationSetting = Pick<Site, 'workspaceCreation'>;

/** Whether members make workspaces themselves or ask for them is a setting of the site. */
export const creationRules = {
  create: (viewer: Viewer, site: CreationSetting) =>
    viewer.writes && (site.workspaceCreation === 'open' || viewer.administers),
  request: (viewer: Viewer, site: CreationSetting) =>
    viewer.writes && site.workspaceCreation === 'request' && !viewer.administers,
  decide: (viewer: Viewer) => viewer.writes && viewer.administers,
};
