import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { foldTag, tagPath } from '../../platform/text/tags.js';
import type { CloudTag } from '../../ui/ui.js';
import type { WorkspaceId } from '../workspaces/public.js';
import type { TagPlace, TagTotal } from './tag-count.model.js';
import type { Section } from './tagged.model.js';
import { Tagging } from './tagging.js';

const CLOUD_SIZE = 40;
const SUGGESTIONS = 8;

/** A tag with as many uses as the viewer may see. */
export interface CountedTag {
  key: string;
  name: string;
  count: number;
}

/** Reads of tags, always for a viewer: what stands only where they may not look does not exist. */
@Injectable()
export class Tags {
  constructor(
    @InjectModel('TagPlace') private readonly places: Model<TagPlace>,
    @InjectModel('TagTotal') private readonly totals: Model<TagTotal>,
    @Inject(Tagging) readonly tagging: Tagging,
  ) {}

  /** The cloud of a section, or of the whole site. */
  async cloudFor(viewer: Viewer, section: Section | 'all' = 'all', limit = CLOUD_SIZE): Promise<CloudTag[]> {
    const field = `totals.${section}`;
    const found: CountedTag[] = [];
    for (let skip = 0; found.length < limit; skip += limit) {
      const keys = await this.keys({ [field]: { $gt: 0 } }, { [field]: -1, _id: 1 }, skip, limit);
      found.push(...(await this.countedFor(viewer, keys, section)));
      if (keys.length < limit) break;
    }
    return mostUsed(found, limit).map(asCloudTag);
  }

  /** The cloud of one workspace, for a viewer who has found it. */
  async cloudOf(workspace: WorkspaceId, section: Section | 'all' = 'all', limit = CLOUD_SIZE): Promise<CloudTag[]> {
    const field = `counts.${section}`;
    const places = await this.places
      .find({ workspace, [field]: { $gt: 0 } })
      .sort({ 'counts.all': -1, _id: 1 })
      .limit(limit)
      .lean<TagPlace[]>();
    return places.map(({ key, name, counts }) => asCloudTag({ key, name, count: counts[section] ?? 0 }));
  }

  /** All tags in the order of their keys, from after `after`. */
  async listFor(
    viewer: Viewer,
    { after = '', limit = 200 } = {},
  ): Promise<{ items: CountedTag[]; next: string | null }> {
    const items: CountedTag[] = [];
    let from = after;
    for (;;) {
      const keys = await this.keys({ _id: { $gt: from } }, { _id: 1 }, 0, limit + 1);
      items.push(...(await this.countedFor(viewer, keys)));
      from = keys.at(-1) ?? from;
      if (keys.length <= limit || items.length > limit) break;
    }
    const listed = items.slice(0, limit);
    return { items: listed, next: items.length > limit ? (listed.at(-1)?.key ?? null) : null };
  }

  /** One tag; null when nothing that the viewer may see carries it. */
  async findFor(viewer: Viewer, key: string): Promise<CountedTag | null> {
    const [found] = await this.countedFor(viewer, [key]);
    return found ?? null;
  }

  /** Spellings in use that begin like this, most used first; without a beginning, the most used of all. */
  async suggestFor(viewer: Viewer, beginning: string): Promise<string[]> {
    const prefix = foldTag(beginning);
    if (!prefix) return (await this.cloudFor(viewer, 'all', SUGGESTIONS)).map(({ label }) => label);
    const filter = { _id: { $gte: prefix, $lt: `${prefix}\uffff` }, 'totals.all': { $gt: 0 } };
    const keys = await this.keys(filter, { _id: 1 }, 0, 100);
    return mostUsed(await this.countedFor(viewer, keys), SUGGESTIONS).map(({ name }) => name);
  }

  private async keys(
    filter: QueryFilter<TagTotal>,
    sort: Record<string, 1 | -1>,
    skip: number,
    limit: number,
  ): Promise<string[]> {
    const totals = await this.totals.find(filter, { _id: 1 }).sort(sort).skip(skip).limit(limit).lean<TagTotal[]>();
    return totals.map(({ _id }) => _id);
  }

  /** The sum of the places that the viewer sees, in the order of the keys; tags that stand in none of them are left out. */
  private async countedFor(viewer: Viewer, keys: string[], section: Section | 'all' = 'all'): Promise<CountedTag[]> {
    if (keys.length === 0) return [];
    const places = await this.places.find({ key: { $in: keys }, ...viewer.visible }).lean<TagPlace[]>();
    const byKey = new Map<string, Spellings>();
    for (const { key, name, counts } of places) {
      const spellings = byKey.get(key) ?? new Map<string, number>();
      byKey.set(key, spellings.set(name, (spellings.get(name) ?? 0) + (counts[section] ?? 0)));
    }
    return keys.flatMap((key) => counted(key, byKey.get(key) ?? new Map<string, number>()));
  }
}

/** How often each spelling is used, as far as the viewer sees. */
type Spellings = Map<string, number>;

/** Under the spelling that is used most; of two alike always the same one. */
function counted(key: string, spellings: Spellings): CountedTag[] {
  const [most] = [...spellings].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const count = [...spellings.values()].reduce((sum, uses) => sum + uses, 0);
  return most && count > 0 ? [{ key, name: most[0], count }] : [];
}

const mostUsed = (tags: CountedTag[], limit: number): CountedTag[] =>
  tags.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)).slice(0, limit);

const asCloudTag = ({ key, name, count }: CountedTag): CloudTag => ({ label: name, href: tagPath(key), count });
