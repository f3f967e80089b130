import { Controller, Get, Inject } from '@nestjs/common';
import { SignedIn } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { page } from '../../../platform/web/answers.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { Dashboard } from './dashboard.js';
import { DashboardPage } from './pages/dashboard-page.js';

@Controller('dashboard')
@SignedIn()
export class DashboardController {
  constructor(@Inject(Dashboard) private readonly dashboard: Dashboard) {}

  @Get()
  async open(@CurrentViewer() viewer: Viewer) {
    const content = await this.dashboard.openFor(viewer);
    return page((ui) => <DashboardPage ui={ui} content={content} />);
  }
}
