import { Controller, Get, Param } from '@nestjs/common';
import { z } from 'zod';
import { Open } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { translator } from '../../../platform/i18n/translator.js';
import { renderMarkdown } from '../../../platform/text/markdown.js';
import { page } from '../../../platform/web/answers.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { GUIDES } from './guides.js';
import { GuidePage, HelpPage } from './pages/help-pages.js';

const GuideParams = z.object({ guide: z.enum(GUIDES) });
type GuideParams = z.infer<typeof GuideParams>;

/** Short guides to what can be done here. Their texts are words of the interface: they come in every language. */
@Controller('help')
@Open()
export class HelpController {
  @Get()
  list() {
    return page((ui) => <HelpPage ui={ui} />);
  }

  @Get(':guide')
  guide(@CurrentViewer() viewer: Viewer, @Param({ schema: GuideParams }) { guide }: GuideParams) {
    const html = renderMarkdown(translator(viewer.locale)(`help.${guide}.text`));
    return page((ui) => <GuidePage ui={ui} guide={guide} html={html} />);
  }
}
