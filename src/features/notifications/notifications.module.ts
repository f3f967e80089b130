import { Inject, Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Types } from 'mongoose';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Role } from '../../platform/role.js';
import { Frames } from '../../platform/web/frame.js';
import { AccountsModule } from '../accounts/public.js';
import { followSchema } from './follow.model.js';
import { Follows } from './follows.js';
import { ImportedFollows } from './imported-follows.js';
import { deliverDue, deliverMail } from './jobs.js';
import { Letters } from './letters.js';
import { Lines } from './lines.js';
import { mailWishSchema } from './mail-wish.model.js';
import { Notices } from './notices.js';
import { notificationSchema } from './notification.model.js';
import { NotificationsApi } from './notifications.api.js';
import { NotificationsController } from './notifications.controller.js';
import { Notifications } from './notifications.js';
import { BELL_MS, Postman } from './postman.js';
import { Readers } from './readers.js';
import { Retelling } from './retelling.js';
import { Teller } from './teller.js';
import { Unsubscribe } from './unsubscribe.js';
import { UnsubscribeTokens } from './unsubscribe-token.js';
import { Wanting } from './wanting.js';

const LOOK_EVERY_MS = 60_000;

@Module({
  imports: [
    AccountsModule,
    MongooseModule.forFeature([
      { name: 'Follow', schema: followSchema },
      { name: 'Notification', schema: notificationSchema },
      { name: 'MailWish', schema: mailWishSchema },
    ]),
  ],
  controllers: [NotificationsController, NotificationsApi],
  providers: [
    Follows,
    ImportedFollows,
    Letters,
    Lines,
    Notices,
    Notifications,
    Postman,
    Readers,
    Retelling,
    Teller,
    Unsubscribe,
    UnsubscribeTokens,
    Wanting,
  ],
  exports: [ImportedFollows, Follows, Letters, Notices, Notifications, Retelling],
})
export class NotificationsModule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Postman) private readonly postman: Postman,
    @Inject(Role) private readonly role: Role,
    @Inject(Frames) private readonly frames: Frames,
    @Inject(Notifications) private readonly notifications: Notifications,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(deliverMail, ({ notification }) => this.postman.deliver(new Types.ObjectId(notification)));
    this.jobs.handle(deliverDue, ({ bellMs }, stopping) => this.postman.deliverDue(bellMs, stopping));
    this.frames.plug(async ({ viewer, t }) => {
      if (!viewer.member) return {};
      return {
        yours: [
          {
            label: t('notifications.title'),
            href: '/notifications',
            order: 30,
            count: await this.notifications.unreadFor(viewer),
          },
        ],
      };
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    // What a process that died left behind has waited long enough.
    if (this.role.works) await this.jobs.add(deliverDue, { bellMs: 0 });
    await this.jobs.every(deliverDue, { bellMs: BELL_MS }, LOOK_EVERY_MS);
  }
}
