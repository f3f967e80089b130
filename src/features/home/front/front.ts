import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Contents } from '../../../platform/content/contents.js';
import type { Latest } from '../../../platform/content/latest.js';
import type { CloudTag } from '../../../ui/ui.js';
import { Directory, type DirectoryFigures } from '../../accounts/public.js';
import { type Announcement, Announcements } from '../../announcements/public.js';
import { People, type ShownPerson } from '../../people/public.js';
import { Tags } from '../../tags/public.js';
import { type Workspace, WorkspaceLists } from '../../workspaces/public.js';
import { SiteTexts } from '../texts/site-texts.js';

const LATEST = 5;
const WORKSPACES = 6;
const NEW_PEOPLE = 6;
const ANNOUNCEMENTS = 3;

/** What the home page and the page of the community are made of. */
export interface FrontContent {
  latest: Latest[];
  workspaces: Workspace[];
  /** Named for members only. */
  people: ShownPerson[];
  figures: DirectoryFigures;
  cloud: CloudTag[];
}

/** What whoever looks after a site has still to do. */
export interface FirstSteps {
  welcome: boolean;
  about: boolean;
  workspace: boolean;
  people: boolean;
}

/** The newest of everything, as far as the viewer may see it. */
@Injectable()
export class Front {
  constructor(
    @Inject(Contents) private readonly contents: Contents,
    @Inject(WorkspaceLists) private readonly workspaces: WorkspaceLists,
    @Inject(People) private readonly people: People,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(Tags) private readonly tags: Tags,
    @Inject(Announcements) private readonly news: Announcements,
    @Inject(SiteTexts) private readonly texts: SiteTexts,
  ) {}

  announcements(): Promise<Announcement[]> {
    return this.news.current(ANNOUNCEMENTS);
  }

  async contentFor(viewer: Viewer): Promise<FrontContent> {
    const [latest, workspaces, people, figures, cloud] = await Promise.all([
      this.latestFor(viewer),
      this.workspaces.latestFor(viewer, WORKSPACES),
      this.people.newestFor(viewer, NEW_PEOPLE),
      this.directory.figures(),
      this.tags.cloudFor(viewer),
    ]);
    return { latest, workspaces, people, figures, cloud };
  }

  /** For administrators of a site that has just begun; null when all is done. */
  async stepsFor(viewer: Viewer, { workspaces, figures }: FrontContent): Promise<FirstSteps | null> {
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

  private async latestFor(viewer: Viewer): Promise<Latest[]> {
    const latest = await Promise.all(
      this.contents.kinds.map(async (kind) => ({ kind, entries: await kind.latest(viewer, { limit: LATEST }) })),
    );
    return latest.filter(({ entries }) => entries.length > 0);
  }
}
