import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { dateCursor, type Listing } from '../../platform/api/api.js';
import { Clock } from '../../platform/clock/clock.js';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { RENDERER_VERSION, renderMarkdown } from '../../platform/text/markdown.js';
import type { Announcement, AnnouncementId } from './announcement.model.js';
import type { AnnouncementInput } from './announcements.input.js';

/** What the administrators tell everybody. */
@Injectable()
export class Announcements {
  constructor(
    @InjectModel('Announcement') private readonly announcements: Model<Announcement>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async publish(viewer: Viewer, input: AnnouncementInput): Promise<Announcement> {
    const now = this.clock.now();
    const made = await this.announcements.create({ ...fieldsOf(input), by: viewer.id, at: now, updatedAt: now });
    return made.toObject();
  }

  async edit(id: AnnouncementId, input: AnnouncementInput): Promise<void> {
    const changes = { ...fieldsOf(input), updatedAt: this.clock.now() };
    const { matchedCount } = await this.announcements.updateOne({ _id: id }, { $set: changes });
    if (matchedCount === 0) throw new NotFound();
  }

  async remove(id: AnnouncementId): Promise<void> {
    const { deletedCount } = await this.announcements.deleteOne({ _id: id });
    if (deletedCount === 0) throw new NotFound();
  }

  async find(text: string): Promise<Announcement> {
    const id = parseId<'announcement'>(text);
    const found = id && (await this.announcements.findById(id).lean<Announcement>());
    if (!found) throw new NotFound();
    return found;
  }

  /** What is still news, newest first: for the home page. */
  current(limit: number): Promise<Announcement[]> {
    return this.announcements
      .find({ $or: [{ until: null }, { until: { $gt: this.clock.now() } }] })
      .sort({ at: -1, _id: -1 })
      .limit(limit)
      .lean<Announcement[]>();
  }

  /** All of them, newest first. */
  async list({ after, limit }: { after?: string; limit: number }): Promise<Listing<Announcement>> {
    const last = dateCursor.unpack(after);
    const older = last && { $or: [{ at: { $lt: last.at } }, { at: last.at, _id: { $lt: parseId(last.id) } }] };
    const found = await this.announcements
      .find(older ?? {})
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<Announcement[]>();
    const items = found.slice(0, limit);
    const end = items.at(-1);
    return { items, next: found.length > limit && end ? dateCursor.pack(end.at, end._id) : null };
  }
}

const fieldsOf = ({ title, text, language, until }: AnnouncementInput) => ({
  title,
  source: text,
  html: renderMarkdown(text),
  rendererVersion: RENDERER_VERSION,
  language,
  until: until === '' ? null : new Date(`${until}T23:59:59Z`),
});
