/** What other features may use of discussions. What pages that combine show of them is plugged into `platform/content`. */
export { DiscussionsModule } from './discussions.module.js';
export { type ImportedDiscussion, ImportedDiscussions, type ImportedReply } from './imported.js';
