/** What other features may use of accounts. */
export { AccountsModule } from './accounts.module.js';
export type { Member, MemberId } from './member.model.js';
export { asViewerMember } from './member.model.js';
export { Members } from './members.js';
export { Sessions } from './sessions.js';
export { SetUp } from './set-up.js';
export { SiteSettings } from './site.js';
