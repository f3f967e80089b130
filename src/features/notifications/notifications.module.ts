import { Inject, Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Types } from 'mongoose';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Role } from '../../platform/role.js';
import { Frames } from '../../platform/web/frame.js';
import { AccountsModule } from '../accounts/public.js';
import { Delivering } from './delivering.js';
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
import { Joining } from './subscriptions/joining.js';
import { subscriberSchema } from './subscriptions/subscriber.model.js';
import { Subscribers } from './subscriptions/subscribers.js';
import { SubscriptionLinks } from './subscriptions/subscription-links.js';
import { SubscriptionsApi } from './subscriptions/subscriptions.api.js';
import { SubscriptionsController } from './subscriptions/subscriptions.controller.js';
import { Subscriptions } from './subscriptions/subscriptions.js';
import { wishSchema } from './subscriptions/wish.model.js';
import { WishLetters } from './subscriptions/wish-letters.js';
import { WishPost } from './subscriptions/wish-post.js';
import { mailWish, Wishes } from './subscriptions/wishes.js';
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
      { name: 'Subscriber', schema: subscriberSchema },
      { name: 'Wish', schema: wishSchema },
    ]),
  ],
  controllers: [NotificationsController, NotificationsApi, SubscriptionsController, SubscriptionsApi],
  providers: [
    Delivering,
    Follows,
    ImportedFollows,
    Joining,
    Letters,
    Lines,
    Notices,
    Notifications,
    Postman,
    Readers,
    Retelling,
    Subscribers,
    SubscriptionLinks,
    Subscriptions,
    Teller,
    Unsubscribe,
    UnsubscribeTokens,
    Wanting,
    Wishes,
    WishLetters,
    WishPost,
  ],
  exports: [ImportedFollows, Follows, Letters, Notices, Notifications, Retelling],
})
export class NotificationsModule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Postman) private readonly postman: Postman,
    @Inject(WishPost) private readonly wishPost: WishPost,
    @Inject(Role) private readonly role: Role,
    @Inject(Frames) private readonly frames: Frames,
    @Inject(Notifications) private readonly notifications: Notifications,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(deliverMail, ({ notification }) => this.postman.deliver(new Types.ObjectId(notification)));
    this.jobs.handle(mailWish, ({ wish }) => this.wishPost.mail(new Types.ObjectId(wish)));
    this.jobs.handle(deliverDue, async ({ bellMs }, stopping) => {
      await this.postman.deliverDue(bellMs, stopping);
      await this.wishPost.deliverDue(bellMs, stopping);
    });
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
