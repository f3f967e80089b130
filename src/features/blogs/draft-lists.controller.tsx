import { Controller, Get, Inject } from '@nestjs/common';
import { SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { DeletedPage } from './pages/deleted-page.js';
import { DraftsPage } from './pages/drafts-page.js';
import { DraftList } from './posts/draft-list.js';
import { Removal } from './posts/removal.js';

/** What is the viewer's own, and no reader sees. */
@Controller('drafts')
export class DraftListsController {
  constructor(
    @Inject(DraftList) private readonly list: DraftList,
    @Inject(Removal) private readonly removal: Removal,
  ) {}

  @Get()
  @SignedIn()
  async mine(@CurrentViewer() viewer: Viewer) {
    const drafts = await this.list.of(viewer);
    return page((ui) => <DraftsPage ui={ui} drafts={drafts} />);
  }

  @Get('deleted')
  @SignedIn()
  async deleted(@CurrentViewer() viewer: Viewer) {
    const posts = await this.removal.listFor(viewer);
    return page((ui) => <DeletedPage ui={ui} posts={posts} />);
  }
}
