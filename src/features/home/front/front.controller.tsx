import { Controller, Get, Inject, Param } from '@nestjs/common';
import { Open } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Config } from '../../../platform/config/config.js';
import { Contents, newestFirst } from '../../../platform/content/contents.js';
import { FEED_LENGTH, FeedParams, feedAnswer } from '../../../platform/feeds/feeds.js';
import { translator } from '../../../platform/i18n/translator.js';
import { renderMarkdown } from '../../../platform/text/markdown.js';
import { page } from '../../../platform/web/answers.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { SiteSettings } from '../../accounts/public.js';
import { announcementItem } from '../../announcements/public.js';
import { WorkspaceLists } from '../../workspaces/public.js';
import { SiteTexts } from '../texts/site-texts.js';
import { Front } from './front.js';
import { CommunityPage } from './pages/community-page.js';
import { HomePage } from './pages/home-page.js';

type FormatParams = { format: 'rss' | 'atom' | 'json' };

/** The front door, the community behind it, and the feed of everything. */
@Controller()
@Open()
export class FrontController {
  constructor(
    @Inject(Front) private readonly front: Front,
    @Inject(SiteTexts) private readonly texts: SiteTexts,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(WorkspaceLists) private readonly workspaces: WorkspaceLists,
    @Inject(Config) private readonly config: Config,
  ) {}

  @Get()
  async home(@CurrentViewer() viewer: Viewer) {
    const [content, announcements, { source, language }] = await Promise.all([
      this.front.contentFor(viewer),
      this.front.announcements(),
      this.texts.welcome(viewer.locale),
    ]);
    const steps = await this.front.stepsFor(viewer, content);
    const welcome = { html: renderMarkdown(source), language };
    return page((ui) => (
      <HomePage ui={ui} welcome={welcome} announcements={announcements} content={content} steps={steps} />
    ));
  }

  @Get('community')
  async community(@CurrentViewer() viewer: Viewer) {
    const [content, workspaceCount] = await Promise.all([
      this.front.contentFor(viewer),
      this.workspaces.countFor(viewer),
    ]);
    return page((ui) => <CommunityPage ui={ui} content={content} workspaceCount={workspaceCount} />);
  }

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
