import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { allOf } from '../../platform/database/bring.js';
import type { MemberId } from '../accounts/public.js';
import type { Follow, FollowKind, Way } from './follow.model.js';

export interface ImportedFollow {
  member: MemberId;
  kind: FollowKind;
  target: string;
  way: Way;
  since: Date;
}

/** Wishes to hear of something by import: what a member has chosen here stays. */
@Injectable()
export class ImportedFollows {
  constructor(@InjectModel('Follow') private readonly follows: Model<Follow>) {}

  /** @returns how many are new. */
  async put(batch: ImportedFollow[]): Promise<number> {
    const { upsertedCount } = await this.follows.bulkWrite(
      batch.map(({ member, kind, target, way, since }) => ({
        updateOne: { filter: { member, kind, target }, update: { $setOnInsert: { way, since } }, upsert: true },
      })),
      { ordered: false },
    );
    return upsertedCount;
  }

  async *all(): AsyncGenerator<ImportedFollow> {
    for await (const { member, kind, target, way, since } of allOf(this.follows))
      yield { member: member as MemberId, kind, target, way, since };
  }
}
