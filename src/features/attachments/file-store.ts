import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import mongoose, { type Connection } from 'mongoose';
import { Clock } from '../../platform/clock/clock.js';
import { type Id, newId } from '../../platform/database/ids.js';
import type { AttachmentId } from './attachment.model.js';

type FileId = Id<'file'>;

/** Bytes in GridFS, beside the documents: one backup holds both. */
@Injectable()
export class FileStore {
  private readonly bucket: mongoose.mongo.GridFSBucket;

  constructor(
    @InjectConnection() connection: Connection,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    if (!connection.db) throw new Error('the database is not open');
    this.bucket = new mongoose.mongo.GridFSBucket(connection.db, { bucketName: 'attachments' });
  }

  async put(attachment: AttachmentId, bytes: Buffer): Promise<FileId> {
    const id = newId<'file'>();
    const metadata = { attachment, at: this.clock.now() };
    const upload = this.bucket.openUploadStreamWithId(id, attachment.toHexString(), { metadata });
    await pipeline(Readable.from([bytes]), upload);
    return id;
  }

  /** `end` is not read any more. */
  read(file: FileId, range?: { start: number; end: number }): Readable {
    return this.bucket.openDownloadStream(file, range);
  }

  async drop(files: FileId[]): Promise<void> {
    for (const file of files) await this.dropOne(file);
  }

  /** Bytes whose attachment was never written, because the process died between the two. */
  async *strays(between: { from: Date; to: Date }): AsyncGenerator<{ file: FileId; attachment: AttachmentId }> {
    for await (const file of this.bucket.find({ uploadDate: { $gte: between.from, $lt: between.to } }))
      if (file.metadata?.attachment) yield { file: file._id, attachment: file.metadata.attachment as AttachmentId };
  }

  private async dropOne(file: FileId): Promise<void> {
    try {
      await this.bucket.delete(file);
    } catch (error) {
      // Already gone: the sweep came by a second time.
      if (!(error instanceof mongoose.mongo.MongoRuntimeError)) throw error;
    }
  }
}
