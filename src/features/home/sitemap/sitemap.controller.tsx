import { Controller, Get, Inject, Param } from '@nestjs/common';
import { z } from 'zod';
import { Open } from '../../../platform/access/access.js';
import { Config } from '../../../platform/config/config.js';
import { DocumentAnswer, page } from '../../../platform/web/answers.js';
import { Sitemap } from './sitemap.js';
import { SitemapPage } from './sitemap-page.js';

const FileParams = z.object({ file: z.string().max(40) });
type FileParams = z.infer<typeof FileParams>;

const XML = 'application/xml; charset=utf-8';
const AN_HOUR = { 'cache-control': 'public, max-age=3600' };

/** Nothing to find there for those who are not signed in. */
const CLOSED = ['/admin', '/api/', '/dashboard', '/notifications', '/settings', '/sign-in', '/sign-up', '/unsubscribe'];

@Controller()
@Open()
export class SitemapController {
  constructor(
    @Inject(Sitemap) private readonly sitemap: Sitemap,
    @Inject(Config) private readonly config: Config,
  ) {}

  @Get('sitemap.xml')
  async index() {
    return new DocumentAnswer(await this.sitemap.index(), XML, AN_HOUR);
  }

  @Get('sitemap/:file.xml')
  async file(@Param({ schema: FileParams }) { file }: FileParams) {
    return new DocumentAnswer(await this.sitemap.file(file), XML, AN_HOUR);
  }

  @Get('robots.txt')
  robots() {
    const lines = ['User-agent: *', ...CLOSED.map((path) => `Disallow: ${path}`)];
    const sitemap = `Sitemap: ${this.config.publicUrl}/sitemap.xml`;
    return new DocumentAnswer(`${lines.join('\n')}\n\n${sitemap}\n`, 'text/plain; charset=utf-8', AN_HOUR);
  }

  /** The same for people. */
  @Get('sitemap')
  people() {
    return page((ui) => <SitemapPage ui={ui} />);
  }
}
