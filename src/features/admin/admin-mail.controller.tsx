import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Only } from '../../platform/access/access.js';
import { packCursor, unpackCursor } from '../../platform/api/api.js';
import { NotFound } from '../../platform/errors/errors.js';
import type { Delivery } from '../../platform/mail/delivery.model.js';
import { Ledger } from '../../platform/mail/ledger.js';
import { MailRefused } from '../../platform/mail/mailer.js';
import { go, page } from '../../platform/web/answers.js';
import { AdminSections } from '../accounts/public.js';
import { MailQuery } from './admin.input.js';
import { MailPage, MailsPage, mailPath } from './pages/mail-pages.js';
import { readable } from './readable-mail.js';

const ON_A_PAGE = 50;
const ByKey = z.object({ key: z.string().min(1).max(300) });
type ByKey = z.infer<typeof ByKey>;
const Cursor = z.tuple([z.number(), z.string()]);

/** The e-mail that was sent, or kept where there is no mail server. */
@Controller('admin/mail')
@Only('administrator')
export class AdminMailController {
  constructor(
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(AdminSections) private readonly sections: AdminSections,
  ) {}

  @Get()
  async list(@Query({ schema: MailQuery }) { state, after }: MailQuery) {
    const cursor = unpackCursor(after, Cursor);
    const { lines, more } = await this.ledger.list({
      limit: ON_A_PAGE,
      ...(state !== '' && { state }),
      ...(cursor && { after: { at: new Date(cursor[0]), key: cursor[1] } }),
    });
    const last = lines.at(-1);
    const next = more && last ? packCursor([last.claimedAt.getTime(), last._id]) : null;
    return page((ui) => <MailsPage ui={ui} sections={this.sections.all} state={state} lines={lines} next={next} />);
  }

  @Get(':key')
  async one(@Param({ schema: ByKey }) { key }: ByKey) {
    const line = await this.find(key);
    const again = this.ledger.maySendAgain(line);
    return page((ui) => (
      <MailPage ui={ui} sections={this.sections.all} line={line} mail={readable(line)} maySendAgain={again} />
    ));
  }

  @Post(':key/again')
  async sendAgain(@Param({ schema: ByKey }) { key }: ByKey) {
    const line = await this.find(key);
    try {
      const sent = await this.ledger.sendAgain(key);
      return go(mailPath(line), {
        key: sent ? 'admin.flash.sentAgain' : 'admin.flash.notSentAgain',
        kind: sent ? 'done' : 'note',
      });
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      return go(mailPath(line), { key: 'admin.flash.refusedAgain', kind: 'problem' });
    }
  }

  private async find(key: string): Promise<Delivery> {
    const line = await this.ledger.find(key);
    if (!line) throw new NotFound();
    return line;
  }
}
