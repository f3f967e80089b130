import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Schema } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { type FollowKind, Follows } from '../../notifications/public.js';
import { oldPathOf } from './places.js';

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

/** Where workspaces and discussions were before they were imported. */
@Injectable()
export class OldPlaces {
  constructor(
    @InjectModel('OldPlace') private readonly oldPlaces: Model<OldPlace>,
    @Inject(Follows) private readonly follows: Follows,
  ) {}

  /** The address of today, for those who may see what is there. */
  async find(viewer: Viewer, address: string): Promise<string | null> {
    const old = await this.oldPlaces.findById(address).lean<OldPlace>();
    return (old && (await this.follows.describe(viewer, old))?.path) ?? null;
  }

  async put(things: { kind: FollowKind; target: string; addresses: string[] }[]): Promise<void> {
    const places = things.flatMap(({ kind, target, addresses }) =>
      addresses.flatMap((address) => ({ _id: oldPathOf(address) ?? '', kind, target })),
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
