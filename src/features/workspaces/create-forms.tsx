import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { Forbidden } from '../../platform/errors/errors.js';
import { page } from '../../platform/web/answers.js';
import { shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { SiteSettings } from '../accounts/public.js';
import { CreatePage } from './pages/create-page.js';
import { WorkspaceHome } from './workspace-home.js';
import { creationRules } from './workspaces.policy.js';

/** The form by which a workspace is made, or asked for where the site wants it so. */
@Injectable()
export class CreateForms {
  constructor(
    @Inject(WorkspaceHome) private readonly home: WorkspaceHome,
    @Inject(SiteSettings) private readonly site: SiteSettings,
  ) {}

  async show(viewer: Viewer, form: TypedForm) {
    const site = await this.site.get();
    const asks = creationRules.request(viewer, site);
    if (!asks && !creationRules.create(viewer, site)) throw new Forbidden();
    const suggestions = await this.home.suggestedTags(viewer);
    return page((ui) => <CreatePage ui={ui} form={shownForm(ui, form)} suggestions={suggestions} asks={asks} />);
  }
}
