/** What other features may use of discussions. */
export { DiscussionLists } from './discussion-lists.js';
export { DiscussionFeeds } from './discussions.feeds.js';
export { DiscussionsModule } from './discussions.module.js';
export { type ImportedDiscussion, ImportedDiscussions, type ImportedReply } from './imported.js';
export { Line as DiscussionLine } from './pages/list-page.js';
export type { ListedDiscussion } from './shown.js';
