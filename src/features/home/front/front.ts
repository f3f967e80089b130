import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Contents, type Latest } from '../../../platform/content/contents.js';
import type { CloudTag } from '../../../ui/ui.js';
import { Directory, type DirectoryFigures } from '../../accounts/public.js';
import { type Announcement, Announcements } from '../../announcements/public.js';
import { People, type ShownPerson } from '../../people/public.js';
import { Tags } from '../../tags/public.js';
import { type Workspace, WorkspaceLists } from '../../workspaces/public.js';

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
  ) {}

  announcements(): Promise<Announcement[]> {
    return this.news.current(ANNOUNCEMENTS);
  }

  async contentFor(viewer: Viewer): Promise<FrontContent> {
    const [latest, workspaces, people, figures, cloud] = await Promise.all([
      this.contents.latest(viewer, { limit: LATEST }),
      this.workspaces.latestFor(viewer, WORKSPACES),
      this.people.newestFor(viewer, NEW_PEOPLE),
      this.directory.figures(),
      this.tags.cloudFor(viewer),
    ]);
    return { latest, workspaces, people, figures, cloud };
  }
}
