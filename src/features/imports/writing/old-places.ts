import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Schema } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { tagPath } from '../../../platform/text/tags.js';
import { OldAddresses } from '../../../platform/web/old-addresses.js';
import { type FollowKind, Follows } from '../../notifications/public.js';
import { Tags } from '../../tags/public.js';
import { oldListOf } from './old-lists.js';
import { oldPathOf } from './places.js';

/** A site at the root of its host: kept for its feeds and archives, never itself looked for, since our home page is there. */
const FRONT = '/';

/** A path of another site, and what stood there. Posts keep their own. */
export interface OldPlace {
  /** With its query, without a slash at its end. */
  _id: string;
  kind: FollowKind;
  target: string;
}

export const oldPlaceSchema = new Schema<OldPlace>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    target: { type: String, required: true },
  },
  { collection: 'oldPlaces', versionKey: false },
);

/** Where workspaces, discussions and the lists of what somebody wrote were before they were imported. */
@Injectable()
export class OldPlaces {
  constructor(
    @InjectModel('OldPlace') private readonly oldPlaces: Model<OldPlace>,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Tags) private readonly tags: Tags,
    @Inject(OldAddresses) private readonly all: OldAddresses,
  ) {}

  /** The address of today, for those who may see what is there. */
  async find(viewer: Viewer, address: string): Promise<string | null> {
    if (address === FRONT) return null;
    const place = await this.placeAt(viewer, address);
    return place ? place.path : this.listAt(viewer, address);
  }

  private async placeAt(viewer: Viewer, address: string) {
    const old = await this.oldPlaces.findById(address).lean<OldPlace>();
    const path = old && (await this.follows.describe(viewer, old))?.path;
    return old && path ? { kind: old.kind, path } : null;
  }

  /** Feeds, archives and lists of a site whose workspace or discussions are here. */
  private async listAt(viewer: Viewer, address: string): Promise<string | null> {
    const list = oldListOf(address);
    if (list?.kind === 'tag') return this.tagAmong(viewer, list.keys);
    if (list?.kind === 'archive') {
      const site = await this.placeAt(viewer, list.of);
      if (site?.kind === 'member') return site.path;
      return site?.kind === 'workspace' ? `${site.path}/blog` : null;
    }
    if (list?.kind !== 'feed') return null;
    const listed = (await this.placeAt(viewer, list.of))?.path ?? (await this.listAt(viewer, list.of));
    if (listed) return `${listed}/feed.${list.format}`;
    // The comments of one post have no feed here: they stand under it.
    return this.all.find(viewer, list.of);
  }

  private async tagAmong(viewer: Viewer, keys: string[]): Promise<string | null> {
    for (const key of keys) if (key && (await this.tags.findFor(viewer, key))) return tagPath(key);
    return null;
  }

  async put(things: { kind: FollowKind; target: string; addresses: string[] }[]): Promise<void> {
    const places = things.flatMap(({ kind, target, addresses }) =>
      addresses.flatMap((address) => ({
        _id: oldPathOf(address) ?? (kind === 'workspace' ? FRONT : ''),
        kind,
        target,
      })),
    );
    const known = places.filter(({ _id }) => _id !== '');
    if (known.length === 0) return;
    await this.oldPlaces.bulkWrite(
      known.map(({ _id, kind, target }) => ({
        updateOne: { filter: { _id }, update: { $set: { kind, target } }, upsert: true },
      })),
      { ordered: false },
    );
  }

  /** The old paths of these, for the export. */
  async of(kind: FollowKind, target: string): Promise<string[]> {
    const found = await this.oldPlaces.find({ kind, target }).sort({ _id: 1 }).lean<OldPlace[]>();
    return found.map(({ _id }) => _id);
  }
}

oldPlaceSchema.index({ kind: 1, target: 1 });
