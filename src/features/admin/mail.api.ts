import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Only } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api, CursorQuery, listOf } from '../../platform/api/api.js';
import { Conflict } from '../../platform/errors/errors.js';
import type { Delivery } from '../../platform/mail/delivery.model.js';
import { MailRefused } from '../../platform/mail/mailer.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { MAIL_STATES, MailParams, MailQuery } from './admin.input.js';
import { MailDesk } from './mail-desk.js';
import { readable } from './readable-mail.js';

const LineShape = z.object({
  key: z.string(),
  state: z.enum(MAIL_STATES),
  to: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  at: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  answer: z.string().describe('What the mail server said'),
  maySendAgain: z.boolean(),
});

const MailShape = LineShape.extend({
  text: z.string().describe('Secret links are covered, unless it was kept and you ask in person, without a token'),
  html: z.string(),
});

const ListQuery = MailQuery.extend({ limit: CursorQuery.shape.limit });
type ListQuery = z.infer<typeof ListQuery>;

/** The e-mail that was sent, or kept where there is no mail server. */
@Controller('api/v1/admin/mail')
@Only('administrator')
export class MailApi {
  constructor(@Inject(MailDesk) private readonly desk: MailDesk) {}

  @Get()
  @Api({ summary: 'List e-mail that was kept or sent, newest first', answer: listOf(LineShape) })
  async list(@Query({ schema: ListQuery }) query: ListQuery) {
    const { lines, next } = await this.desk.list(query, query.limit);
    return { items: lines.map((line) => this.lineOf(line)), next };
  }

  @Get(':key')
  @Api({ summary: 'Read an e-mail', answer: MailShape })
  async one(@CurrentViewer() viewer: Viewer, @Param({ schema: MailParams }) { key }: MailParams) {
    return this.mailOf(viewer, await this.desk.find(key));
  }

  @Post(':key/again')
  @HttpCode(200)
  @Api({ summary: 'Send again what nothing sends by itself', answer: MailShape, status: 200 })
  async sendAgain(@CurrentViewer() viewer: Viewer, @Param({ schema: MailParams }) { key }: MailParams) {
    const sent = await this.desk.sendAgain(key).catch((error: unknown) => {
      throw error instanceof MailRefused ? new Conflict('admin.flash.refusedAgain') : error;
    });
    if (!sent) throw new Conflict('admin.flash.notSentAgain');
    return this.mailOf(viewer, await this.desk.find(key));
  }

  private lineOf(line: Delivery): z.infer<typeof LineShape> {
    const { _id: key, state, message, claimedAt, closedAt, answer } = line;
    return {
      key,
      state,
      to: message.to,
      subject: message.subject,
      at: claimedAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
      answer: answer ?? '',
      maySendAgain: this.desk.maySendAgain(line),
    };
  }

  private mailOf(viewer: Viewer, line: Delivery): z.infer<typeof MailShape> {
    return { ...this.lineOf(line), ...readable(line, { inPerson: viewer.scopes === null }) };
  }
}
