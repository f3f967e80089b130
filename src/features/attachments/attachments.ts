import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { Forbidden, NotFound } from '../../platform/errors/errors.js';
import { Limits } from '../../platform/web/limits.js';
import type { UploadedFile } from '../../platform/web/uploads.js';
import type { MemberId } from '../accounts/public.js';
import type { Attachment, AttachmentId, Copy } from './attachment.model.js';
import { contentTypeOf } from './content-types.js';
import { FileStore } from './file-store.js';
import { mentionedIn } from './mentions.js';
import { offerSmaller } from './pictures-in-html.js';
import { fileOfWrongKind, fileTooLarge } from './refusals.js';
import { Subjects } from './subjects.js';

const UPLOADS = { name: 'uploads', points: 120, seconds: 3600 };

/** Files and images that texts show: taken in, tied to what shows them, and let go. */
@Injectable()
export class Attachments {
  constructor(
    @InjectModel('Attachment') private readonly attachments: Model<Attachment>,
    @Inject(FileStore) private readonly files: FileStore,
    @Inject(Subjects) private readonly subjects: Subjects,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Takes a file from a form; `field` is named in the refusal. @throws 413 and 415 as refusals of that field. */
  async add(viewer: Viewer, file: UploadedFile, field = 'file'): Promise<Attachment> {
    if (!viewer.member || !viewer.writes) throw new Forbidden();
    await this.limits.count(UPLOADS, viewer.member.id.toHexString());
    if (file.cut) throw fileTooLarge(field);
    return this.store(viewer.member.id, file, field);
  }

  /** As `add`, on somebody's behalf and without limits: for imports. */
  async store(owner: MemberId, file: Pick<UploadedFile, 'name' | 'bytes'>, field = 'file'): Promise<Attachment> {
    const content = await contentTypeOf(file.name, file.bytes);
    if (!content) throw fileOfWrongKind(field);
    const _id = newId<'attachment'>();
    const copies =
      content.kind === 'image'
        ? await this.storePictures(_id, file.bytes, content.type, field)
        : { original: await this.storeFile(_id, file.bytes, content.type), smaller: [] };
    const now = this.clock.now();
    const attachment: Attachment = {
      _id,
      owner,
      subjects: [],
      name: safeName(file.name),
      kind: content.kind,
      ...copies,
      createdAt: now,
      orphanSince: now,
      imported: null,
    };
    await this.attachments.create(attachment);
    return attachment;
  }

  private async storePictures(id: AttachmentId, bytes: Buffer, type: string, field: string) {
    // The library for pictures is large: it is loaded with the first of them.
    const { preparePictures } = await import('./images.js');
    const pictures = await preparePictures(bytes, type);
    if (!pictures) throw fileOfWrongKind(field);
    const kept: Copy[] = [];
    for (const picture of [pictures.original, ...pictures.smaller]) {
      const { width, height } = picture;
      kept.push({ ...(await this.storeFile(id, picture.bytes, picture.type)), width, height });
    }
    const [original, ...smaller] = kept as [Copy, ...Copy[]];
    return { original, smaller };
  }

  private async storeFile(id: AttachmentId, bytes: Buffer, type: string): Promise<Copy> {
    return { file: await this.files.put(id, bytes), type, size: bytes.length, width: null, height: null };
  }

  /** @throws NotFound also where it exists but not for them. */
  async findFor(viewer: Viewer, id: AttachmentId): Promise<Attachment> {
    const found = await this.attachments.findById(id).lean<Attachment>();
    const shown =
      found &&
      (found.subjects.length > 0 ? await this.subjects.oneAdmits(viewer, found.subjects) : viewer.is(found.owner));
    if (!found || !shown) throw new NotFound();
    return found;
  }

  /**
   * Ties what a text mentions to the thing that shows it; called before the text is written.
   * Only the writer's own uploads, and what already belongs to `family`: nobody opens another's file by naming its address.
   */
  async link(subject: string, writer: MemberId, text: string, family: string[] = []): Promise<void> {
    const ids = mentionedIn(text);
    if (ids.length === 0) return;
    await this.attachments.updateMany(
      { _id: { $in: ids }, $or: [{ owner: writer }, { subjects: { $in: [subject, ...family] } }] },
      { $addToSet: { subjects: subject }, $set: { orphanSince: null } },
    );
  }

  /** Unties what the text no longer mentions; called after the text has been written, safe to repeat. Without a text it is everything. */
  async settle(subject: string, text = ''): Promise<void> {
    const still = mentionedIn(text);
    const gone = await this.attachments
      .find({ subjects: subject, _id: { $nin: still } }, { _id: 1 })
      .lean<Pick<Attachment, '_id'>[]>();
    for (const { _id } of gone) {
      await this.attachments.updateOne({ _id }, { $pull: { subjects: subject } });
      await this.attachments.updateOne({ _id, subjects: { $size: 0 } }, { $set: { orphanSince: this.clock.now() } });
    }
  }

  /** The same HTML with the smaller copies of our own images offered to browsers. */
  async dress(html: string): Promise<string> {
    const ids = mentionedIn(html);
    if (ids.length === 0) return html;
    const found = await this.attachments.find({ _id: { $in: ids }, kind: 'image' }).lean<Attachment[]>();
    return offerSmaller(html, new Map(found.map((attachment) => [attachment._id.toHexString(), attachment])));
  }
}

/** The last part of a path, without what file systems and headers choke on. */
function safeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return (
    last
      .normalize('NFC')
      // So browsers write quotation marks and line ends in the names of files.
      .replace(/%(?:22|0D|0A)/gi, '')
      .replace(/[\p{C}"<>|:*?]+/gu, '')
      .trim()
      .slice(-120) || 'file'
  );
}
