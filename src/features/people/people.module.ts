import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { parseId } from '../../platform/database/ids.js';
import { Frames } from '../../platform/web/frame.js';
import { AccountsModule, Members } from '../accounts/public.js';
import { Follows, NotificationsModule } from '../notifications/public.js';
import { WorkspacesModule } from '../workspaces/public.js';
import { OnlineNow } from './online-now.js';
import { PeopleApi } from './people.api.js';
import { PeopleController } from './people.controller.js';
import { People } from './people.js';
import { PersonFeedController } from './person-feed.controller.js';

@Module({
  imports: [AccountsModule, WorkspacesModule, NotificationsModule],
  controllers: [PeopleController, PersonFeedController, PeopleApi],
  providers: [OnlineNow, People],
  exports: [OnlineNow, People],
})
export class PeopleModule implements OnModuleInit {
  constructor(
    @Inject(Frames) private readonly frames: Frames,
    @Inject(OnlineNow) private readonly onlineNow: OnlineNow,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Members) private readonly members: Members,
    @Inject(People) private readonly people: People,
  ) {}

  onModuleInit(): void {
    this.frames.plug(async ({ viewer, t }) => ({
      online: await this.onlineNow.shownTo(viewer),
      nav: [
        {
          label: t('ui.nav.community'),
          href: '/community',
          order: 20,
          children: [{ label: t('ui.nav.people'), href: '/people', order: 20 }],
        },
      ],
      yours: viewer.member
        ? [{ label: t('people.profile.mine'), href: `/people/${viewer.member.handle}`, order: 40 }]
        : [],
    }));
    this.follows.followable('member', async (viewer, target) => {
      const id = parseId<'member'>(target);
      const member = id && (await this.members.byId(id));
      const shown = member && (await this.people.lookFor(viewer, member.handle));
      return shown && { title: shown.name, path: `/people/${shown.handle}` };
    });
  }
}
