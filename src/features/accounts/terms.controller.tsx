import { Controller, Get, Inject } from '@nestjs/common';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { fallbackLocale } from '../../platform/i18n/locales.js';
import { renderMarkdown } from '../../platform/text/markdown.js';
import { page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { TermsPage } from './pages/terms-page.js';
import { SiteSettings } from './site.js';

/** What members accept when they join. */
@Controller('terms')
@Open()
export class TermsController {
  constructor(@Inject(SiteSettings) private readonly site: SiteSettings) {}

  @Get()
  async terms(@CurrentViewer() viewer: Viewer) {
    const { terms } = await this.site.get();
    const own = terms[viewer.locale] || terms[fallbackLocale] || Object.values(terms).find(Boolean);
    return page((ui) => <TermsPage ui={ui} html={own ? renderMarkdown(own) : null} />);
  }
}
