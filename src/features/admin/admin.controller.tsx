import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { Only } from '../../platform/access/access.js';
import { locales } from '../../platform/i18n/locales.js';
import { go, page } from '../../platform/web/answers.js';
import { filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { AdminSections, type Site, SiteSettings } from '../accounts/public.js';
import { SiteInput } from './admin.input.js';
import { AdminFactsReader } from './admin-facts.js';
import { AdminHomePage } from './pages/admin-home-page.js';
import { SitePage } from './pages/site-page.js';

/** How things are, and what the community is called. */
@Controller('admin')
@Only('administrator')
export class AdminController {
  constructor(
    @Inject(AdminFactsReader) private readonly facts: AdminFactsReader,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(AdminSections) private readonly sections: AdminSections,
  ) {}

  @Get()
  async home() {
    const facts = await this.facts.read();
    return page((ui) => <AdminHomePage ui={ui} sections={this.sections.all} facts={facts} />);
  }

  @Get('site')
  async sitePage() {
    return this.siteForm(filledWith(siteValues(await this.site.get())));
  }

  @Post('site')
  @ShowAgain<AdminController>((self, { form }) => self.siteForm(form))
  async changeSite(@Body({ schema: SiteInput }) input: SiteInput) {
    const { name, tagline, workspaceCreation } = input;
    await this.site.change({
      name,
      tagline,
      workspaceCreation,
      welcome: textsOf(input, 'welcome'),
      terms: textsOf(input, 'terms'),
    });
    return go('/admin/site', { key: 'admin.flash.saved', stored: 'site' });
  }

  siteForm(form: TypedForm) {
    return page((ui) => <SitePage ui={ui} sections={this.sections.all} form={shownForm(ui, form)} />);
  }
}

const siteValues = ({ name, tagline, workspaceCreation, welcome, terms }: Site) => ({
  name,
  tagline,
  workspaceCreation,
  ...Object.fromEntries(
    locales.flatMap((locale) => [
      [`welcome-${locale}`, welcome[locale] ?? ''],
      [`terms-${locale}`, terms[locale] ?? ''],
    ]),
  ),
});

const textsOf = (input: SiteInput, kind: 'welcome' | 'terms'): Record<string, string> =>
  Object.fromEntries(locales.map((locale) => [locale, input[`${kind}-${locale}`]]).filter(([, text]) => text !== ''));
