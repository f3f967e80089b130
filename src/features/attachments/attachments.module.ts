import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { attachmentSchema } from './attachment.model.js';
import { AttachmentsApi } from './attachments.api.js';
import { AttachmentsController } from './attachments.controller.js';
import { Attachments } from './attachments.js';
import { FileStore } from './file-store.js';
import { Subjects } from './subjects.js';
import { AttachmentSweep } from './sweep.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Attachment', schema: attachmentSchema }])],
  controllers: [AttachmentsController, AttachmentsApi],
  providers: [Attachments, AttachmentSweep, FileStore, Subjects],
  exports: [Attachments, Subjects],
})
export class AttachmentsModule {}
