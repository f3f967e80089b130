import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { z } from 'zod';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { CurrentViewer, type Reply, type Request } from '../../platform/web/request.js';
import type { Attachment, Copy } from './attachment.model.js';
import { Attachments } from './attachments.js';
import { byteRange } from './byte-range.js';
import { FileStore } from './file-store.js';

const Width = z.object({ w: z.coerce.number().int().positive().max(10_000).optional().catch(undefined) });
type Width = z.infer<typeof Width>;

/** The bytes, to whoever may see now what they belong to: asked at each request, also for what a browser has kept. */
@Controller('attachments')
export class AttachmentsController {
  constructor(
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(FileStore) private readonly files: FileStore,
  ) {}

  @Get([':id', ':id/:name'])
  @Open()
  async show(
    @CurrentViewer() viewer: Viewer,
    @Param('id') text: string,
    @Query({ schema: Width }) { w }: Width,
    @Req() request: Request,
    @Res() reply: Reply,
  ): Promise<void> {
    const id = parseId<'attachment'>(text);
    if (!id) throw new NotFound();
    const attachment = await this.attachments.findFor(viewer, id);
    await this.send(attachment, copyFor(attachment, w), request, reply);
  }

  private async send(attachment: Attachment, copy: Copy, request: Request, reply: Reply): Promise<void> {
    const etag = `"${copy.file.toHexString()}"`;
    void reply.headers(headersOf(attachment, copy, etag));
    if (request.headers['if-none-match']?.includes(etag)) return void (await reply.status(304).send());
    const asked = request.headers['if-range'] ?? etag;
    const range = asked === etag ? byteRange(request.headers.range, copy.size) : null;
    if (range === 'unsatisfiable')
      return void (await reply.status(416).header('content-range', `bytes */${copy.size}`).send());
    if (range) void reply.status(206).header('content-range', `bytes ${range.start}-${range.end - 1}/${copy.size}`);
    const length = range ? range.end - range.start : copy.size;
    await reply.header('content-length', length).send(this.files.read(copy.file, range ?? undefined));
  }
}

/** The smallest copy that is at least as wide as asked for. */
function copyFor({ original, smaller }: Attachment, width: number | undefined): Copy {
  if (width === undefined) return original;
  return smaller.find((copy) => (copy.width ?? 0) >= width) ?? original;
}

function headersOf({ kind, name, createdAt }: Attachment, copy: Copy, etag: string): Record<string, string> {
  return {
    'content-type': copy.type,
    'accept-ranges': 'bytes',
    etag,
    'last-modified': createdAt.toUTCString(),
    // Kept by the browser, but asked about each time: who may see it can change.
    'cache-control': 'private, no-cache',
    'content-disposition': disposition(kind === 'image' ? 'inline' : 'attachment', name),
    // Nothing in a file runs or loads anything, even if a browser is talked into opening it as a page.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    // Our cookies are not sent from other sites, so they get only what everybody may see: feeds are read there.
    'cross-origin-resource-policy': 'cross-origin',
  };
}

/** RFC 6266: a plain name for old programs, the true one for all others. */
function disposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name.normalize('NFKD').replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
