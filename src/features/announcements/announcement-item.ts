import type { FeedItem } from '../../platform/feeds/feeds.js';
import type { Announcement } from './announcement.model.js';
import { announcementPath } from './paths.js';

/** An announcement in a feed; it speaks for the community. */
export const announcementItem = (announcement: Announcement, community: string): FeedItem => ({
  id: `announcement:${announcement._id.toHexString()}`,
  title: announcement.title,
  path: announcementPath(announcement),
  html: announcement.html,
  language: announcement.language,
  author: community,
  publishedAt: announcement.at,
  updatedAt: announcement.updatedAt,
  tags: [],
});
