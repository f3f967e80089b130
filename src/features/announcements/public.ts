/** What other features may use of announcements. */
export type { Announcement, AnnouncementId } from './announcement.model.js';
export { announcementItem } from './announcement-item.js';
export { Announcements } from './announcements.js';
export { AnnouncementsModule } from './announcements.module.js';
export { type ImportedAnnouncement, ImportedAnnouncements } from './imported-announcements.js';
export { announcementPath } from './paths.js';
