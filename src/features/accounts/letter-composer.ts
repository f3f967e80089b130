import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { translator } from '../../platform/i18n/translator.js';
import type { MailMessage } from '../../platform/mail/message.js';
import { accountEmails } from './emails/account-emails.js';
import { composeLetter, type LetterView } from './emails/letter-email.js';
import type { Letter, LetterKind } from './letter.model.js';
import { Letters } from './letters.js';
import type { Member } from './member.model.js';
import { Members } from './members.js';
import { SiteSettings } from './site.js';

/** Where the button of each letter leads; what ends with a slash is followed by the letter's own token. */
const PATHS: Record<LetterKind, string> = {
  confirm: '/confirm-email/',
  claim: '/claim/',
  reset: '/reset-password/',
  emailOld: '/email-change/',
  emailNew: '/email-change/',
  known: '/sign-in',
  login: '/sign-in',
  passwordChanged: '/lost-password',
};

/** Puts a letter into the words of its reader. */
@Injectable()
export class LetterComposer {
  constructor(
    @Inject(Letters) private readonly letters: Letters,
    @Inject(Members) private readonly members: Members,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** @returns null when nobody is left to read it. */
  async compose(letter: Letter): Promise<MailMessage | null> {
    const member = await this.members.byId(letter.member);
    if (!member) return null;
    const view = await this.viewOf(letter, member);
    const { subject, html, text } = composeLetter(accountEmails[letter.kind], translator(letter.locale), view);
    return { to: { name: member.name, address: letter.to }, subject, html, text };
  }

  private async viewOf(letter: Letter, member: Member): Promise<LetterView> {
    const { publicUrl } = this.config;
    const path = PATHS[letter.kind];
    const asked = letter.change !== null && member.emailChange ? member.emailChange.email : letter.to;
    return {
      community: { name: (await this.site.get()).name, url: publicUrl },
      name: member.name,
      handle: member.handle,
      address: asked,
      link: `${publicUrl}${path}${path.endsWith('/') ? await this.letters.tokenOf(letter) : ''}`,
    };
  }
}
