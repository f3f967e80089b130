import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { type FrameContext, type FramePart, Frames } from '../../platform/web/frame.js';
import { AccountsModule, AdminSections } from '../accounts/public.js';
import { AnnouncementsModule } from '../announcements/public.js';
import { NotificationsModule } from '../notifications/public.js';
import { PeopleModule } from '../people/public.js';
import { TagsModule } from '../tags/public.js';
import { WorkspacesModule } from '../workspaces/public.js';
import { DashboardController } from './dashboard/dashboard.controller.js';
import { Dashboard } from './dashboard/dashboard.js';
import { visitSchema } from './dashboard/visit.model.js';
import { Visits } from './dashboard/visits.js';
import { FeedbackApi } from './feedback/feedback.api.js';
import { FeedbackController } from './feedback/feedback.controller.js';
import { feedbackSchema } from './feedback/feedback.model.js';
import { FeedbackNotices } from './feedback/feedback.notices.js';
import { Feedbacks } from './feedback/feedbacks.js';
import { FirstSteps } from './front/first-steps.js';
import { FrontController } from './front/front.controller.js';
import { Front } from './front/front.js';
import { SiteApi } from './front/site.api.js';
import { SiteFeedController } from './front/site-feed.controller.js';
import { HelpController } from './help/help.controller.js';
import { SitemapController } from './sitemap/sitemap.controller.js';
import { Sitemap } from './sitemap/sitemap.js';
import { siteTextSchema } from './texts/site-text.model.js';
import { SiteTexts } from './texts/site-texts.js';
import { TextsApi } from './texts/texts.api.js';
import { TextsController } from './texts/texts.controller.js';

@Module({
  imports: [
    AccountsModule,
    WorkspacesModule,
    NotificationsModule,
    TagsModule,
    PeopleModule,
    AnnouncementsModule,
    MongooseModule.forFeature([
      { name: 'Visit', schema: visitSchema },
      { name: 'Feedback', schema: feedbackSchema },
      { name: 'SiteText', schema: siteTextSchema },
    ]),
  ],
  controllers: [
    FrontController,
    SiteFeedController,
    SiteApi,
    DashboardController,
    HelpController,
    TextsController,
    TextsApi,
    FeedbackController,
    FeedbackApi,
    SitemapController,
  ],
  providers: [Front, FirstSteps, Dashboard, Visits, SiteTexts, Feedbacks, FeedbackNotices, Sitemap],
})
export class HomeModule implements OnModuleInit {
  constructor(
    @Inject(Frames) private readonly frames: Frames,
    @Inject(SiteTexts) private readonly texts: SiteTexts,
    @Inject(FeedbackNotices) private readonly notices: FeedbackNotices,
    @Inject(AdminSections) private readonly admin: AdminSections,
  ) {}

  onModuleInit(): void {
    this.frames.plug((context) => this.around(context));
    this.notices.register();
    this.admin.add({ href: '/admin/feedback', label: 'home.feedback.list', order: 45 });
    this.admin.add({ href: '/admin/texts', label: 'home.text.list', order: 55 });
  }

  /** The areas of the site, into which the other features put theirs; and what stands at the foot of every page. */
  private async around({ viewer, t }: FrameContext): Promise<FramePart> {
    const texts = await this.texts.present();
    const partners = { label: t('home.text.partners.title'), href: '/partners', order: 50 };
    return {
      nav: [
        {
          label: t('ui.nav.home'),
          href: '/',
          order: 10,
          children: [
            ...(texts.includes('partners') ? [partners] : []),
            { label: t('help.title'), href: '/help', order: 60 },
            { label: t('home.feedback.title'), href: '/feedback', order: 70 },
          ],
        },
        { label: t('ui.nav.community'), href: '/community', order: 20 },
      ],
      yours: viewer.member ? [{ label: t('home.dashboard.title'), href: '/dashboard', order: 10 }] : [],
      footer: {
        credit: t('home.footer.credit'),
        links: [
          { label: t('home.text.about.title'), href: '/about', order: 10 },
          { label: t('help.title'), href: '/help', order: 15 },
          { label: t('home.text.contact.title'), href: '/contact', order: 20 },
          { label: t('home.text.disclaimer.title'), href: '/disclaimer', order: 30 },
          { label: t('home.sitemap.title'), href: '/sitemap', order: 50 },
        ],
      },
    };
  }
}
