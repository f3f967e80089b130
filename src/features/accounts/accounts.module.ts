import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Frames } from '../../platform/web/frame.js';
import { Identify } from './identify.js';
import { memberSchema } from './member.model.js';
import { Members } from './members.js';
import { sessionSchema } from './session.model.js';
import { Sessions } from './sessions.js';
import { SetUp } from './set-up.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.js';
import { SiteSettings } from './site.js';
import { siteSchema } from './site.model.js';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Member', schema: memberSchema },
      { name: 'Session', schema: sessionSchema },
      { name: 'Site', schema: siteSchema },
    ]),
  ],
  controllers: [SignInController],
  providers: [Identify, Members, Sessions, SetUp, SignIn, SiteSettings],
  exports: [Members, Sessions, SetUp, SiteSettings],
})
export class AccountsModule implements OnModuleInit {
  constructor(
    @Inject(Frames) private readonly frames: Frames,
    @Inject(SiteSettings) private readonly site: SiteSettings,
  ) {}

  onModuleInit(): void {
    this.frames.plug(async () => {
      const { name, tagline } = await this.site.get();
      return { community: { name, tagline } };
    });
  }
}
