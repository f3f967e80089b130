import { Controller, Get, Inject, Param } from '@nestjs/common';
import { Open } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Config } from '../../../platform/config/config.js';
import { Contents, newestFirst } from '../../../platform/content/contents.js';
import { FEED_LENGTH, FeedParams, feedAnswer } from '../../../platform/feeds/feeds.js';
import { translator } from '../../../platform/i18n/translator.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { SiteSettings } from '../../accounts/public.js';
import { announcementItem } from '../../announcements/public.js';
import { Front } from './front.js';

type FormatParams = { format: 'rss' | 'atom' | 'json' };

/** The feed of everything. */
@Controller()
@Open()
export class SiteFeedController {
  constructor(
    @Inject(Front) private readonly front: Front,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Everything that the viewer may see, newest first. */
  @Get('feed.:format')
  async feed(@CurrentViewer() viewer: Viewer, @Param({ schema: FeedParams }) { format }: FormatParams) {
    const [{ name, tagline }, items, news] = await Promise.all([
      this.site.get(),
      this.contents.feed(viewer, { limit: FEED_LENGTH }),
      this.front.announcements(),
    ]);
    const source = {
      title: name,
      description: tagline || translator(viewer.locale)('home.feed'),
      path: '/',
      publicUrl: this.config.publicUrl,
      items: newestFirst([...items, ...news.map((one) => announcementItem(one, name))]).slice(0, FEED_LENGTH),
      secret: viewer.member !== null,
    };
    return feedAnswer(source, format);
  }
}
