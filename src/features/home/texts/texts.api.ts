import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { Only } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Api } from '../../../platform/api/api.js';
import { locales } from '../../../platform/i18n/locales.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { TEXT_NAMES, type TextName } from './site-text.model.js';
import { SiteTexts } from './site-texts.js';
import { NameParams, TextInput } from './texts.input.js';

const TextShape = z.object({
  name: z.enum(TEXT_NAMES),
  sources: z
    .partialRecord(z.enum(locales), z.string())
    .describe('Markdown by language, as administrators wrote it; readers get our own words where there is none'),
});

/** The texts of the site for programs: the same verbs and rules as the pages. */
@Controller('api/v1/admin/texts')
@Only('administrator')
export class TextsApi {
  constructor(@Inject(SiteTexts) private readonly texts: SiteTexts) {}

  @Get()
  @Api({ summary: 'List the texts of the site', answer: z.array(TextShape) })
  list() {
    return Promise.all(TEXT_NAMES.map((name) => this.answer(name)));
  }

  @Get(':name')
  @Api({ summary: 'Get a text of the site', answer: TextShape })
  one(@Param({ schema: NameParams }) { name }: NameParams) {
    return this.answer(name);
  }

  @Put(':name')
  @Api({ summary: 'Write a text of the site; a language left out goes back to our own words', answer: TextShape })
  async change(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: NameParams }) { name }: NameParams,
    @Body({ schema: TextInput }) input: TextInput,
  ) {
    await this.texts.change(viewer, name, input);
    return this.answer(name);
  }

  private async answer(name: TextName) {
    return { name, sources: await this.texts.sources(name) };
  }
}
