import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { parseId } from '../../platform/database/ids.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import type { WorkspaceId } from '../workspaces/public.js';
import { countTags } from './jobs.js';
import type { SectionCounts, TagPlace, TagTotal } from './tag-count.model.js';
import type { Section, Tagged } from './tagged.model.js';

const BATCH = 500;
const LOOK_EVERY_MS = 60_000;

/** A tag in a workspace, or outside of all of them. */
export const placeId = (workspace: WorkspaceId | null, key: string): string =>
  `${workspace ? workspace.toHexString() : '-'}/${key}`;

const readPlaceId = (id: string): { key: string; workspace: WorkspaceId | null } => {
  const slash = id.indexOf('/');
  return { workspace: parseId<'workspace'>(id.slice(0, slash)), key: id.slice(slash + 1) };
};

interface Uses {
  _id: { workspace: WorkspaceId | null; key: string; section: Section; name: string };
  count: number;
}

type Changed = Pick<Tagged, '_id' | 'pending' | 'version'>;

/**
 * Keeps the numbers behind the clouds. They are always counted anew and never added to, so that a repeated or a lost fact changes nothing.
 * Many changes at once (an import) are counted together.
 */
@Injectable()
export class TagCounts implements OnModuleInit, OnApplicationBootstrap {
  private counting: Promise<void> | null = null;
  private rung = false;

  constructor(
    @InjectModel('Tagged') private readonly tagged: Model<Tagged>,
    @InjectModel('TagPlace') private readonly places: Model<TagPlace>,
    @InjectModel('TagTotal') private readonly totals: Model<TagTotal>,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(countTags, () => this.countPending());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.jobs.every(countTags, {}, LOOK_EVERY_MS);
  }

  /** Counts whatever is still to be counted, now: at the end of an import. */
  async settle(): Promise<void> {
    await this.countPending();
  }

  /** A bell that rings during a count makes it look once more at its end. */
  private async countPending(): Promise<void> {
    this.rung = true;
    this.counting ??= this.countWhileRung().finally(() => {
      this.counting = null;
    });
    await this.counting;
  }

  private async countWhileRung(): Promise<void> {
    while (this.rung) {
      this.rung = false;
      await this.countAll();
    }
  }

  private async countAll(): Promise<void> {
    for (;;) {
      const changed = await this.tagged
        .find({ pending: { $exists: true } }, { pending: 1, version: 1 })
        .limit(BATCH)
        .lean<Changed[]>();
      if (changed.length === 0) return;
      const ids = [...new Set(changed.flatMap(({ pending = [] }) => pending))];
      for (let from = 0; from < ids.length; from += BATCH) await this.count(ids.slice(from, from + BATCH));
      await this.forget(changed);
    }
  }

  private async count(placeIds: string[]): Promise<void> {
    await this.countPlaces(placeIds);
    await this.countTotals([...new Set(placeIds.map((id) => readPlaceId(id).key))]);
  }

  /** Of two counts of the same place at once the one that began later stands: its token is the last. */
  private async countPlaces(ids: string[]): Promise<void> {
    const token = randomUUID();
    await this.places.bulkWrite(
      ids.map((_id) => ({
        updateOne: { filter: { _id }, update: { $set: { token }, $setOnInsert: readPlaceId(_id) }, upsert: true },
      })),
    );
    const uses = await this.usesIn(ids);
    await this.places.bulkWrite(
      ids.map((_id) => {
        const here = uses.get(_id);
        const filter = { _id, token };
        if (!here) return { deleteOne: { filter } };
        return { updateOne: { filter, update: { $set: { counts: countsOf(here), name: nameOf(here) } } } };
      }),
    );
  }

  /** What these places hold now. Some others are counted along with them, and not looked at. */
  private async usesIn(ids: string[]): Promise<Map<string, Uses[]>> {
    const places = ids.map(readPlaceId);
    const keys = { $in: [...new Set(places.map(({ key }) => key))] };
    const workspaces = new Map(places.map(({ workspace }) => [String(workspace), workspace]));
    const found = await this.tagged.aggregate<Uses>([
      { $match: { 'tags.key': keys, workspace: { $in: [...workspaces.values()] } } },
      { $unwind: '$tags' },
      { $match: { 'tags.key': keys } },
      {
        $group: {
          _id: { workspace: '$workspace', key: '$tags.key', section: '$section', name: '$tags.name' },
          count: { $sum: 1 },
        },
      },
    ]);
    const byPlace = new Map<string, Uses[]>();
    for (const uses of found) {
      const id = placeId(uses._id.workspace, uses._id.key);
      byPlace.set(id, [...(byPlace.get(id) ?? []), uses]);
    }
    return byPlace;
  }

  private async countTotals(keys: string[]): Promise<void> {
    const token = randomUUID();
    await this.totals.bulkWrite(
      keys.map((_id) => ({ updateOne: { filter: { _id }, update: { $set: { token } }, upsert: true } })),
    );
    const places = await this.places
      .find({ key: { $in: keys }, 'counts.all': { $gt: 0 } }, { key: 1, counts: 1 })
      .lean<Pick<TagPlace, 'key' | 'counts'>[]>();
    const byKey = new Map<string, SectionCounts[]>();
    for (const { key, counts } of places) byKey.set(key, [...(byKey.get(key) ?? []), counts]);
    await this.totals.bulkWrite(
      keys.map((_id) => {
        const parts = byKey.get(_id);
        const filter = { _id, token };
        if (!parts) return { deleteOne: { filter } };
        return { updateOne: { filter, update: { $set: { totals: sumOf(parts) } } } };
      }),
    );
  }

  /** Whatever was changed again since then stays to be counted. */
  private async forget(counted: Changed[]): Promise<void> {
    const ids = { $in: counted.map(({ _id }) => _id) };
    await this.tagged.bulkWrite(
      counted.map(({ _id, version, pending = [] }) => ({
        updateOne: { filter: { _id, version }, update: { $pullAll: { pending } } },
      })),
    );
    await this.tagged.updateMany({ _id: ids, pending: { $size: 0 } }, { $unset: { pending: 1 } });
    await this.tagged.deleteMany({ _id: ids, tags: { $size: 0 }, pending: { $exists: false } });
  }
}

const countsOf = (uses: Uses[]): SectionCounts =>
  sumOf(uses.map(({ _id, count }) => ({ [_id.section]: count, all: count })));

function sumOf(parts: SectionCounts[]): SectionCounts {
  const sum: SectionCounts = {};
  for (const part of parts)
    for (const [section, count] of Object.entries(part) as [Section, number][])
      sum[section] = (sum[section] ?? 0) + count;
  return sum;
}

/** The spelling used most; of two as frequent always the same one. */
function nameOf(uses: Uses[]): string {
  const spellings = new Map<string, number>();
  for (const { _id, count } of uses) spellings.set(_id.name, (spellings.get(_id.name) ?? 0) + count);
  const [first] = [...spellings].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}
