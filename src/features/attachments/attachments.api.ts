import { Body, Controller, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api } from '../../platform/api/api.js';
import { optionalLine } from '../../platform/web/input.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { neededFile } from '../../platform/web/uploads.js';
import { Attachments } from './attachments.js';
import { attachmentPath, markdownOf } from './mentions.js';

const UploadInput = z.object({
  file: neededFile.describe('multipart/form-data, at most 10 MB'),
  alt: optionalLine(500).describe('What the image shows, for those who do not see it'),
});
type UploadInput = z.infer<typeof UploadInput>;

const UploadAnswer = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['image', 'file']),
  type: z.string(),
  size: z.number(),
  path: z.string(),
  markdown: z.string().describe('To be put into the text that shows it'),
});

@Controller('api/v1/attachments')
export class AttachmentsApi {
  constructor(@Inject(Attachments) private readonly attachments: Attachments) {}

  @Post()
  @Confirmed()
  @Api({
    summary: 'Upload an image or a file (multipart/form-data); it is dropped after a day unless a text shows it',
    answer: UploadAnswer,
  })
  async upload(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: UploadInput }) { file, alt }: UploadInput,
  ): Promise<z.infer<typeof UploadAnswer>> {
    const attachment = await this.attachments.add(viewer, file);
    const { _id, name, kind, original } = attachment;
    return {
      id: _id.toHexString(),
      name,
      kind,
      type: original.type,
      size: original.size,
      path: attachmentPath(_id),
      markdown: markdownOf(attachment, alt),
    };
  }
}
