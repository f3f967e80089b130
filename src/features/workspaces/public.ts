/** What other features may use of workspaces. */
export type { Visibility, Workspace, WorkspaceId } from './workspace.model.js';
export { Workspaces } from './workspaces.js';
export { WorkspacesModule } from './workspaces.module.js';
export { workspaceRules } from './workspaces.policy.js';
