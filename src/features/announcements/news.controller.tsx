import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { CursorQuery } from '../../platform/api/api.js';
import { Config } from '../../platform/config/config.js';
import { FEED_LENGTH, type FeedFormat, FeedParams, feedAnswer } from '../../platform/feeds/feeds.js';
import { translator } from '../../platform/i18n/translator.js';
import { page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { SiteSettings } from '../accounts/public.js';
import { announcementItem } from './announcement-item.js';
import { ById } from './announcements.input.js';
import { Announcements } from './announcements.js';
import { AnnouncementPage } from './pages/announcement-page.js';
import { NewsPage } from './pages/news-page.js';

/** The announcements, for everybody. */
@Controller('news')
@Open()
export class NewsController {
  constructor(
    @Inject(Announcements) private readonly announcements: Announcements,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Config) private readonly config: Config,
  ) {}

  @Get()
  async list(@Query({ schema: CursorQuery }) query: CursorQuery) {
    const { items, next } = await this.announcements.list(query);
    return page((ui) => <NewsPage ui={ui} announcements={items} next={next} />);
  }

  @Get('feed.:format')
  async feed(@CurrentViewer() viewer: Viewer, @Param({ schema: FeedParams }) { format }: { format: FeedFormat }) {
    const { items } = await this.announcements.list({ limit: FEED_LENGTH });
    const { name } = await this.site.get();
    const source = {
      title: translator(viewer.locale)('announcements.feedTitle', { community: name }),
      path: '/news',
      publicUrl: this.config.publicUrl,
      items: items.map((item) => announcementItem(item, name)),
    };
    return feedAnswer(source, format);
  }

  @Get(':id')
  async one(@Param({ schema: ById }) { id }: ById) {
    const announcement = await this.announcements.find(id);
    return page((ui) => <AnnouncementPage ui={ui} announcement={announcement} />);
  }
}
