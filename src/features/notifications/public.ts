/** What content features plug into: who follows what, and what they are told. */
export type { FollowKind, FollowTarget, Way } from './follow.model.js';
export { type DescribedFollow, Follows } from './follows.js';
export { type ImportedFollow, ImportedFollows, type ImportedSubscription } from './imported-follows.js';
export { type Addressee, Letters } from './letters.js';
export { type Notice, notice, type Subject } from './notice.js';
export { Notices } from './notices.js';
export { type ListedNotification, Notifications } from './notifications.js';
export { NotificationsModule } from './notifications.module.js';
export { FollowBox } from './pages/follow-box.js';
export { Retelling } from './retelling.js';
export { composeWish, exampleWishes } from './subscriptions/emails/wish-email.js';
