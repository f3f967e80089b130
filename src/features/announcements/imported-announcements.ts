import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { allOf, bring, type Outcome } from '../../platform/database/bring.js';
import { RENDERER_VERSION, renderMarkdown } from '../../platform/text/markdown.js';
import type { MemberId } from '../accounts/public.js';
import type { Announcement, AnnouncementId } from './announcement.model.js';

/** An announcement as an import finds it. */
export interface ImportedAnnouncement {
  id: AnnouncementId;
  key: string;
  title: string;
  /** Markdown. */
  source: string;
  language: string;
  by: MemberId | null;
  at: Date;
  updatedAt: Date;
  until: Date | null;
}

/** Announcements by import, told to nobody; and all of them, for the export. */
@Injectable()
export class ImportedAnnouncements {
  constructor(
    @InjectModel('Announcement') private readonly announcements: Model<Announcement>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  put(batch: ImportedAnnouncement[]): Promise<Map<string, Outcome>> {
    const brought = batch.map(({ id, key, ...given }) => ({
      _id: id,
      key,
      given,
      made: () => ({ html: renderMarkdown(given.source), rendererVersion: RENDERER_VERSION }),
    }));
    return bring(this.announcements, brought, this.clock.now(), (fresh) => fresh.map(() => ({})));
  }

  async *all(): AsyncGenerator<ImportedAnnouncement> {
    for await (const { _id, imported, ...rest } of allOf(this.announcements)) {
      const { title, source, language, by, at, updatedAt, until } = rest;
      yield { id: _id, key: imported?.key ?? '', title, source, language, by, at, updatedAt, until };
    }
  }
}
