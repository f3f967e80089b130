import { Injectable } from '@nestjs/common';
import type { Types } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';

/** A kind of thing that shows attachments: `post`, `comment`. */
export interface SubjectKind {
  kind: string;
  /** Whether this one exists for the viewer now. */
  admits(viewer: Viewer, id: Types.ObjectId): Promise<boolean>;
}

export const subjectOf = (kind: string, id: Types.ObjectId): string => `${kind}:${id.toHexString()}`;

/** What attachments can belong to: content registers itself here, and answers for who may see it. */
@Injectable()
export class Subjects {
  private readonly kinds = new Map<string, SubjectKind>();

  register(kind: SubjectKind): void {
    if (this.kinds.has(kind.kind)) throw new Error(`two things that show attachments are called ${kind.kind}`);
    this.kinds.set(kind.kind, kind);
  }

  async oneAdmits(viewer: Viewer, subjects: string[]): Promise<boolean> {
    for (const subject of subjects) if (await this.admits(viewer, subject)) return true;
    return false;
  }

  private async admits(viewer: Viewer, subject: string): Promise<boolean> {
    const [kind = '', text = ''] = subject.split(':');
    const id = parseId(text);
    return id !== null && ((await this.kinds.get(kind)?.admits(viewer, id)) ?? false);
  }
}
