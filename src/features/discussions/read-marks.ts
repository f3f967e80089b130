import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { isDuplicateKey } from '../../platform/database/duplicate-key.js';
import type { DiscussionId } from './discussion.model.js';
import type { ReadMark } from './read-mark.model.js';

/** How far members have read. A mark only moves on. */
@Injectable()
export class ReadMarks {
  constructor(@InjectModel('ReadMark') private readonly marks: Model<ReadMark>) {}

  /** By discussion; those never opened are not in it. */
  async of(viewer: Viewer, discussions: DiscussionId[]): Promise<Map<string, number>> {
    if (!viewer.id || discussions.length === 0) return new Map();
    const found = await this.marks
      .find({ member: viewer.id, discussion: { $in: discussions } })
      .lean<Pick<ReadMark, 'discussion' | 'seq'>[]>();
    return new Map(found.map(({ discussion, seq }) => [discussion.toHexString(), seq]));
  }

  /** Up to and with `seq`. */
  async move(viewer: Viewer, discussion: DiscussionId, seq: number): Promise<void> {
    if (!viewer.id) return;
    const mark = { member: viewer.id, discussion };
    try {
      await this.marks.updateOne(mark, { $max: { seq } }, { upsert: true });
    } catch (error) {
      // Two pages opened at once both made the first mark: the second now finds it.
      if (!isDuplicateKey(error)) throw error;
      await this.marks.updateOne(mark, { $max: { seq } });
    }
  }
}
