import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { Only } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { MailRefused } from '../../platform/mail/mailer.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { AdminSections } from '../accounts/public.js';
import { MailParams, MailQuery } from './admin.input.js';
import { MailDesk } from './mail-desk.js';
import { MailPage, MailsPage, mailPath } from './pages/mail-pages.js';
import { readable } from './readable-mail.js';

const ON_A_PAGE = 50;

/** The e-mail that was sent, or kept where there is no mail server. */
@Controller('admin/mail')
@Only('administrator')
export class AdminMailController {
  constructor(
    @Inject(MailDesk) private readonly desk: MailDesk,
    @Inject(AdminSections) private readonly sections: AdminSections,
  ) {}

  @Get()
  async list(@Query({ schema: MailQuery }) query: MailQuery) {
    const { lines, next } = await this.desk.list(query, ON_A_PAGE);
    const { state } = query;
    return page((ui) => <MailsPage ui={ui} sections={this.sections.all} state={state} lines={lines} next={next} />);
  }

  @Get(':key')
  async one(@CurrentViewer() viewer: Viewer, @Param({ schema: MailParams }) { key }: MailParams) {
    const line = await this.desk.find(key);
    const again = this.desk.maySendAgain(line);
    const mail = readable(line, { inPerson: viewer.scopes === null });
    return page((ui) => <MailPage ui={ui} sections={this.sections.all} line={line} mail={mail} maySendAgain={again} />);
  }

  @Post(':key/again')
  async sendAgain(@Param({ schema: MailParams }) { key }: MailParams) {
    const path = mailPath({ _id: key });
    try {
      const sent = await this.desk.sendAgain(key);
      return go(path, {
        key: sent ? 'admin.flash.sentAgain' : 'admin.flash.notSentAgain',
        kind: sent ? 'done' : 'note',
      });
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      return go(path, { key: 'admin.flash.refusedAgain', kind: 'problem' });
    }
  }
}
