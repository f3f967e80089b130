import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Only, Open } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { renderMarkdown } from '../../../platform/text/markdown.js';
import { go, page } from '../../../platform/web/answers.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { filledWith, ShowAgain, shownForm, type TypedForm } from '../../../platform/web/show-again.js';
import { AdminSections } from '../../accounts/public.js';
import { TextEditPage, TextListPage } from './pages/text-edit-pages.js';
import { TextPage } from './pages/text-page.js';
import type { TextName } from './site-text.model.js';
import { SiteTexts } from './site-texts.js';
import { NameParams, TextInput } from './texts.input.js';

/** About, contact, disclaimer, partners; and where administrators write them. */
@Controller()
export class TextsController {
  constructor(
    @Inject(SiteTexts) private readonly texts: SiteTexts,
    @Inject(AdminSections) private readonly sections: AdminSections,
  ) {}

  @Get('about')
  @Open()
  about(@CurrentViewer() viewer: Viewer) {
    return this.show('about', viewer);
  }

  @Get('contact')
  @Open()
  contact(@CurrentViewer() viewer: Viewer) {
    return this.show('contact', viewer);
  }

  @Get('disclaimer')
  @Open()
  disclaimer(@CurrentViewer() viewer: Viewer) {
    return this.show('disclaimer', viewer);
  }

  /** There is no such page before somebody has written it. */
  @Get('partners')
  @Open()
  partners(@CurrentViewer() viewer: Viewer) {
    return this.show('partners', viewer);
  }

  @Get('admin/texts')
  @Only('administrator')
  list() {
    return page((ui) => <TextListPage ui={ui} sections={this.sections.all} />);
  }

  @Get('admin/texts/:name')
  @Only('administrator')
  async edit(@Param({ schema: NameParams }) { name }: NameParams) {
    return this.editor(name, filledWith(withoutGaps(await this.texts.sources(name))));
  }

  @Post('admin/texts/:name')
  @Only('administrator')
  @ShowAgain<TextsController>((self, { params, form }) => self.editor(NameParams.parse(params).name, form))
  async change(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: NameParams }) { name }: NameParams,
    @Body({ schema: TextInput }) input: TextInput,
  ) {
    await this.texts.change(viewer, name, input);
    return go('/admin/texts', { key: 'home.text.flash', stored: `text:${name}` });
  }

  private editor(name: TextName, form: TypedForm) {
    return page((ui) => <TextEditPage ui={ui} sections={this.sections.all} name={name} form={shownForm(ui, form)} />);
  }

  private async show(name: TextName, viewer: Viewer) {
    const { source, language } = await this.texts.read(name, viewer.locale);
    const html = renderMarkdown(source);
    return page((ui) => <TextPage ui={ui} name={name} html={html} language={language} mayEdit={viewer.administers} />);
  }
}

const withoutGaps = (sources: Partial<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(sources).flatMap(([locale, text]) => (text ? [[locale, text]] : [])));
