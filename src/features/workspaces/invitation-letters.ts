import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { translator } from '../../platform/i18n/translator.js';
import type { MailMessage } from '../../platform/mail/message.js';
import { Members, SiteSettings } from '../accounts/public.js';
import { composeInvitation } from './emails/invitation-email.js';
import type { Invitation } from './invitation.model.js';
import { InvitationLinks } from './invitation-links.js';
import { Workspaces } from './workspaces.js';

/** Writes the e-mail of an invitation: in the language of who gets it where we know them, else in that of who invites. */
@Injectable()
export class InvitationLetters {
  constructor(
    @Inject(InvitationLinks) private readonly links: InvitationLinks,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Members) private readonly members: Members,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** @returns null when there is nothing to invite to any more. */
  async compose(invitation: Invitation): Promise<MailMessage | null> {
    const [workspace, guest, inviter, site, path] = await Promise.all([
      this.workspaces.byId(invitation.workspace),
      this.members.byEmail(invitation.email),
      this.members.byId(invitation.invitedBy),
      this.site.get(),
      this.links.path(invitation),
    ]);
    if (!workspace || !inviter) return null;
    const view = {
      community: { name: site.name, url: this.config.publicUrl },
      inviter: inviter.name,
      workspace: workspace.name,
      language: workspace.language,
      description: workspace.description,
      message: invitation.message,
      link: this.config.publicUrl + path,
    };
    const email = composeInvitation(translator(guest?.locale ?? invitation.locale), view);
    return { to: { name: guest?.name ?? '', address: invitation.email }, ...email };
  }
}
