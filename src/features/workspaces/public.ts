/** What other features may use of workspaces. */
export { composeInvitation, exampleInvitation } from './emails/invitation-email.js';
export { Founding } from './founding.js';
export { type ImportedMembership, type ImportedWorkspace, ImportedWorkspaces } from './imported-workspaces.js';
export { WorkspaceEntry } from './pages/workspace-entry.js';
export { WorkspacePage } from './pages/workspace-page.js';
export { refusalIn } from './refusal.js';
export type { Visibility, Workspace, WorkspaceId } from './workspace.model.js';
export { workspacePath } from './workspace.model.js';
export { type WorkspaceAround, WorkspaceHome, type WorkspaceSection } from './workspace-home.js';
export { WorkspaceLists } from './workspace-lists.js';
export {
  membershipEnded,
  workspaceArchived,
  workspaceCreated,
  workspaceDescribed,
  workspaceRestored,
} from './workspaces.facts.js';
export { type NamedWorkspace, Workspaces } from './workspaces.js';
export { WorkspacesModule } from './workspaces.module.js';
export { workspaceRules } from './workspaces.policy.js';
