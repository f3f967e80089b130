import { Controller, Get, Inject, Param } from '@nestjs/common';
import { z } from 'zod';
import { Open } from '../platform/access/access.js';
import { locales } from '../platform/i18n/locales.js';
import { DocumentAnswer, page } from '../platform/web/answers.js';
import { DevMail } from './dev-mail.js';
import { MailPage } from './pages/mail-page.js';

const EmailParams = z.object({ name: z.string().max(80), locale: z.enum(locales), form: z.enum(['html', 'txt']) });
type EmailParams = z.infer<typeof EmailParams>;

/** E-mail carries its look in its elements, as pages of ours never do. */
const AS_IN_A_MAIL_PROGRAM = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

@Controller('dev/mail')
@Open()
export class DevMailController {
  constructor(@Inject(DevMail) private readonly mail: DevMail) {}

  @Get()
  async list() {
    const names = this.mail.names();
    const subjects = await Promise.all(names.map(async (name) => (await this.mail.compose(name, 'en')).subject));
    const emails = names.map((name, at) => ({ name, subject: subjects[at] ?? '' }));
    return page((ui) => <MailPage ui={ui} emails={emails} />);
  }

  @Get(':name/:locale/:form')
  async show(@Param({ schema: EmailParams }) { name, locale, form }: EmailParams) {
    const { subject, html, text } = await this.mail.compose(name, locale);
    return form === 'html'
      ? new DocumentAnswer(html, 'text/html; charset=utf-8', AS_IN_A_MAIL_PROGRAM)
      : new DocumentAnswer(`${subject}\n\n${text}\n`, 'text/plain; charset=utf-8', AS_IN_A_MAIL_PROGRAM);
  }
}
