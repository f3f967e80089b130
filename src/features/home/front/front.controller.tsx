import { Controller, Get, Inject } from '@nestjs/common';
import { Open } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { renderMarkdown } from '../../../platform/text/markdown.js';
import { page } from '../../../platform/web/answers.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { WorkspaceLists } from '../../workspaces/public.js';
import { SiteTexts } from '../texts/site-texts.js';
import { FirstSteps } from './first-steps.js';
import { Front } from './front.js';
import { CommunityPage } from './pages/community-page.js';
import { HomePage } from './pages/home-page.js';

/** The front door, and the community behind it. */
@Controller()
@Open()
export class FrontController {
  constructor(
    @Inject(Front) private readonly front: Front,
    @Inject(FirstSteps) private readonly firstSteps: FirstSteps,
    @Inject(SiteTexts) private readonly texts: SiteTexts,
    @Inject(WorkspaceLists) private readonly workspaces: WorkspaceLists,
  ) {}

  @Get()
  async home(@CurrentViewer() viewer: Viewer) {
    const [content, announcements, { source, language }] = await Promise.all([
      this.front.contentFor(viewer),
      this.front.announcements(),
      this.texts.welcome(viewer.locale),
    ]);
    const steps = await this.firstSteps.leftFor(viewer, content);
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
}
