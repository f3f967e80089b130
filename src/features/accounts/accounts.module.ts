import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Frames } from '../../platform/web/frame.js';
import { AccountsApi } from './accounts.api.js';
import { AdminSections } from './admin-sections.js';
import { Credentials } from './credentials.js';
import { Departures } from './departures.js';
import { Directory } from './directory.js';
import { EmailChanges } from './email-change.js';
import { FeedKeyController } from './feed-key.controller.js';
import { Identify } from './identify.js';
import { ImportedMembers } from './imported-members.js';
import { Leaving } from './leaving.js';
import { letterSchema } from './letter.model.js';
import { LetterComposer } from './letter-composer.js';
import { Letters } from './letters.js';
import { LostAccessController } from './lost-access.controller.js';
import { LostAccess } from './lost-access.js';
import { MeApi } from './me.api.js';
import { memberSchema } from './member.model.js';
import { MemberCare } from './member-care.js';
import { MemberInvitations } from './member-invitations.js';
import { Members } from './members.js';
import { MyAccessApi } from './my-access.api.js';
import { Postman } from './postman.js';
import { Profiles } from './profiles.js';
import { SecurityController } from './security.controller.js';
import { sessionSchema } from './session.model.js';
import { Sessions } from './sessions.js';
import { SetUp } from './set-up.js';
import { SettingsController } from './settings.controller.js';
import { SettingsSections } from './settings-sections.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.js';
import { SignUpController } from './sign-up.controller.js';
import { SignUp } from './sign-up.js';
import { SiteSettings } from './site.js';
import { siteSchema } from './site.model.js';
import { TermsController } from './terms.controller.js';
import { tokenSchema } from './token.model.js';
import { Tokens } from './tokens.js';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Member', schema: memberSchema },
      { name: 'Session', schema: sessionSchema },
      { name: 'Token', schema: tokenSchema },
      { name: 'Letter', schema: letterSchema },
      { name: 'Site', schema: siteSchema },
    ]),
  ],
  controllers: [
    SignInController,
    SignUpController,
    LostAccessController,
    SettingsController,
    SecurityController,
    FeedKeyController,
    TermsController,
    AccountsApi,
    MeApi,
    MyAccessApi,
  ],
  providers: [
    Identify,
    ImportedMembers,
    Members,
    MemberCare,
    MemberInvitations,
    Sessions,
    Tokens,
    SetUp,
    SignIn,
    SignUp,
    LostAccess,
    Credentials,
    EmailChanges,
    Departures,
    Leaving,
    Directory,
    Profiles,
    SettingsSections,
    AdminSections,
    SiteSettings,
    Letters,
    LetterComposer,
    Postman,
  ],
  exports: [
    ImportedMembers,
    Members,
    Profiles,
    MemberCare,
    MemberInvitations,
    Departures,
    Directory,
    Sessions,
    Tokens,
    LostAccess,
    Letters,
    SetUp,
    SettingsSections,
    SiteSettings,
    AdminSections,
  ],
})
export class AccountsModule implements OnModuleInit {
  constructor(
    @Inject(Frames) private readonly frames: Frames,
    @Inject(SiteSettings) private readonly site: SiteSettings,
  ) {}

  onModuleInit(): void {
    this.frames.plug(async ({ viewer, t }) => {
      const { name, tagline } = await this.site.get();
      return {
        community: { name, tagline },
        yours: viewer.member ? [{ label: t('accounts.settings.title'), href: '/settings/profile', order: 50 }] : [],
        footer: { links: [{ label: t('accounts.terms.title'), href: '/terms', order: 40 }] },
      };
    });
  }
}
