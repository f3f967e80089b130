import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { z } from 'zod';
import type { Viewer } from '../../platform/access/viewer.js';
import { type CursorQuery, type Listing, moment, packCursor, unpackCursor } from '../../platform/api/api.js';
import type { Tagged } from './tagged.model.js';
import type { TaggedEntry } from './tagged-entry.js';
import { Tagging } from './tagging.js';

const Cursor = z.tuple([moment, z.string().max(100)]);

/** Everything that carries a tag, newest first, whatever it is: as far as the viewer may see it. */
@Injectable()
export class TaggedLists {
  constructor(
    @InjectModel('Tagged') private readonly tagged: Model<Tagged>,
    @Inject(Tagging) private readonly tagging: Tagging,
  ) {}

  /** Its own workspace decides about each thing; then the feature that it belongs to has the last word. */
  async listFor(viewer: Viewer, key: string, { after, limit }: CursorQuery): Promise<Listing<TaggedEntry>> {
    const found = await this.tagged
      .find({ 'tags.key': key, ...viewer.visible, ...older(after) }, { at: 1 })
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<Pick<Tagged, '_id' | 'at'>[]>();
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await this.shown(
        viewer,
        page.map(({ _id }) => _id),
      ),
      next: found.length > limit && last ? packCursor([last.at.getTime(), last._id]) : null,
    };
  }

  /** Each kind is loaded in one go; the order stays. */
  private async shown(viewer: Viewer, subjects: string[]): Promise<TaggedEntry[]> {
    const byKind = new Map<string, string[]>();
    for (const subject of subjects) {
      const [kind = '', id = ''] = subject.split(':');
      byKind.set(kind, [...(byKind.get(kind) ?? []), id]);
    }
    const entries = new Map<string, TaggedEntry>();
    for (const [kind, ids] of byKind) {
      const show = this.tagging.shows.get(kind);
      for (const [id, entry] of show ? await show(viewer, ids) : []) entries.set(`${kind}:${id}`, entry);
    }
    return subjects.flatMap((subject) => entries.get(subject) ?? []);
  }
}

function older(cursor: string | undefined): QueryFilter<Tagged> {
  const from = unpackCursor(cursor, Cursor);
  if (!from) return {};
  const at = new Date(from[0]);
  return { $or: [{ at: { $lt: at } }, { at, _id: { $lt: from[1] } }] };
}
