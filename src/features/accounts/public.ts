/** What other features may use of accounts. */
export { memberChanged, memberConfirmed, memberRemoved, memberSignedUp } from './accounts.facts.js';
export { email as emailInput } from './accounts.input.js';
export { AccountsModule } from './accounts.module.js';
export { Departures } from './departures.js';
export { accountEmails } from './emails/account-emails.js';
export { composeLetter } from './emails/letter-email.js';
export { Letters } from './letters.js';
export type { Member, MemberId } from './member.model.js';
export { asViewerMember, LEVELS, SECTORS } from './member.model.js';
export { MemberCare } from './member-care.js';
export { emailKeyOf, Members } from './members.js';
export { SettingsPage } from './pages/settings-page.js';
export { Sessions } from './sessions.js';
export { SetUp } from './set-up.js';
export { SettingsSections } from './settings-sections.js';
export { SiteSettings } from './site.js';
export type { Site } from './site.model.js';
export { Tokens } from './tokens.js';
