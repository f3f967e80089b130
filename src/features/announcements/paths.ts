import type { Announcement } from './announcement.model.js';

export const announcementPath = ({ _id }: Pick<Announcement, '_id'>): string => `/news/${_id.toHexString()}`;
