import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import type { UploadedFile } from '../../platform/web/uploads.js';
import type { MemberId } from '../accounts/public.js';
import { Attachments, markdownOf, subjectOf } from '../attachments/public.js';
import type { DiscussionId } from './discussion.model.js';
import type { ReplyId } from './reply.model.js';
import { opening, written } from './written.js';

/** What may come with a form beside its text. */
export interface Enclosed {
  file?: UploadedFile;
  /** What the file shows. */
  alt?: string;
}

export type Showing = { kind: 'discussion'; id: DiscussionId } | { kind: 'reply'; id: ReplyId };

/** Texts of discussions with the images and files that they show. */
@Injectable()
export class Writing {
  constructor(@Inject(Attachments) private readonly attachments: Attachments) {}

  /** The text as it is stored, with the file that came along at its end. What it shows is tied to it first. */
  async compose(viewer: Viewer, writer: MemberId, of: Showing, text: string, { file, alt = '' }: Enclosed) {
    const source = file ? `${text}\n\n${markdownOf(await this.attachments.add(viewer, file), alt)}` : text;
    await this.attachments.link(subjectOf(of.kind, of.id), writer, source);
    const rendered = of.kind === 'discussion' ? opening(source) : written(source);
    return { ...rendered, html: await this.attachments.dress(rendered.html) };
  }

  /** Lets go what the text no longer shows; without a text, everything. */
  settle({ kind, id }: Showing, source = ''): Promise<void> {
    return this.attachments.settle(subjectOf(kind, id), source);
  }
}
