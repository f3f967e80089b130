import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import { SiteTexts } from '../texts/site-texts.js';
import type { FrontContent } from './front.js';

/** What whoever looks after a site has still to do. */
export interface StepsDone {
  welcome: boolean;
  about: boolean;
  workspace: boolean;
  people: boolean;
}

/** What there is to do on a site that has just begun. */
@Injectable()
export class FirstSteps {
  constructor(@Inject(SiteTexts) private readonly texts: SiteTexts) {}

  /** For administrators of a site that has just begun; null when all is done. */
  async leftFor(viewer: Viewer, { workspaces, figures }: FrontContent): Promise<StepsDone | null> {
    if (!viewer.administers) return null;
    const [welcome, about] = await Promise.all([this.texts.welcome(viewer.locale), this.texts.sources('about')]);
    const done = {
      welcome: welcome.written,
      about: Object.keys(about).length > 0,
      workspace: workspaces.length > 0,
      people: figures.members > 1,
    };
    return Object.values(done).every(Boolean) ? null : done;
  }
}
