import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Open } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Api } from '../../../platform/api/api.js';
import { Config } from '../../../platform/config/config.js';
import { Contents } from '../../../platform/content/contents.js';
import { locales } from '../../../platform/i18n/locales.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { Directory, SiteSettings } from '../../accounts/public.js';
import { WorkspaceLists } from '../../workspaces/public.js';
import { SiteTexts } from '../texts/site-texts.js';

const SiteShape = z.object({
  name: z.string(),
  tagline: z.string(),
  url: z.string(),
  languages: z.array(z.string()),
  /** Markdown, in the language of whoever asks where it was written in it. */
  welcome: z.object({ source: z.string(), language: z.string() }),
  /** As many as you may see. */
  counts: z.object({
    members: z.number(),
    countries: z.number(),
    workspaces: z.number(),
    /** By kind of content. */
    contents: z.record(z.string(), z.number()),
  }),
});

@Controller('api/v1/site')
@Open()
export class SiteApi {
  constructor(
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(SiteTexts) private readonly texts: SiteTexts,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(WorkspaceLists) private readonly workspaces: WorkspaceLists,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(Config) private readonly config: Config,
  ) {}

  @Get()
  @Api({ summary: 'Read what the site is called, what it is for, and how much is there for you', answer: SiteShape })
  async read(@CurrentViewer() viewer: Viewer) {
    const [{ name, tagline }, { source, language }, figures, workspaces, contents] = await Promise.all([
      this.site.get(),
      this.texts.welcome(viewer.locale),
      this.directory.figures(),
      this.workspaces.countFor(viewer),
      this.countContents(viewer),
    ]);
    const { members, countries } = figures;
    const counts = { members, countries: countries.length, workspaces, contents };
    const welcome = { source, language };
    return { name, tagline, url: this.config.publicUrl, languages: locales, welcome, counts };
  }

  private async countContents(viewer: Viewer): Promise<Record<string, number>> {
    const counts = await Promise.all(
      this.contents.kinds.map(async (kind) => [kind.name, await kind.count(viewer)] as const),
    );
    return Object.fromEntries(counts);
  }
}
