import { Inject, Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Viewer } from '../../platform/access/viewer.js';
import { Config } from '../../platform/config/config.js';
import { Contents, type Latest } from '../../platform/content/contents.js';
import { FEED_LENGTH, type FeedSource as FeedDocument } from '../../platform/feeds/feeds.js';
import type { CloudTag, FeedSource, Link, Ui } from '../../ui/ui.js';
import { Doors } from './doors.js';
import { type Workspace, workspacePath } from './workspace.model.js';
import { workspaceRules } from './workspaces.policy.js';

const LATEST = 5;

/**
 * What a feature puts into every workspace: a tab on all its pages, what can be begun there, feeds. What is new on the home page, and the feed of
 * everything, come from the kinds of content that it plugs into `Contents`.
 */
export interface WorkspaceSection {
  /** Where it stands among the others: 10 blog, 20 discussions, 30 files. */
  order: number;
  tab?(ui: Ui, workspace: Workspace): Link;
  feeds?(ui: Ui, workspace: Workspace): FeedSource[];
  /** Buttons of what the viewer can begin here, such as "Write a post". */
  actions?(ui: Ui, viewer: Viewer, workspace: Workspace): VNode | null;
  /** The tags used here by what the viewer may see. */
  cloud?(viewer: Viewer, workspace: Workspace): Promise<CloudTag[]>;
}

/** What stands around every page of one workspace. */
export interface WorkspaceAround {
  workspace: Workspace;
  viewer: Viewer;
  sections: readonly WorkspaceSection[];
  /** Who waits to come in, for those who may let them in. */
  waiting: number;
}

export interface HomeContent {
  latest: Latest[];
  cloud: CloudTag[];
}

/** The pages of a workspace are put together from what content features plug in; it knows none of them. */
@Injectable()
export class WorkspaceHome {
  private readonly plugged: WorkspaceSection[] = [];
  private suggest: (viewer: Viewer) => Promise<string[]> = async () => [];

  constructor(
    @Inject(Doors) private readonly doors: Doors,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Called while modules initialise. */
  plug(section: WorkspaceSection): void {
    this.plugged.push(section);
    this.plugged.sort((a, b) => a.order - b.order);
  }

  /** What `WorkspacePage` is given. */
  async around(viewer: Viewer, workspace: Workspace): Promise<WorkspaceAround> {
    const lets = workspaceRules.manage(viewer, workspace);
    const waiting = lets ? await this.doors.countWaiting([workspace._id]) : 0;
    return { workspace, viewer, sections: this.plugged, waiting };
  }

  /** Says what tags are offered while somebody describes a workspace. Called while modules initialise. */
  suggestTagsBy(suggest: (viewer: Viewer) => Promise<string[]>): void {
    this.suggest = suggest;
  }

  suggestedTags(viewer: Viewer): Promise<string[]> {
    return this.suggest(viewer);
  }

  /** Everything in it. */
  async feedFor(viewer: Viewer, workspace: Workspace): Promise<FeedDocument> {
    return {
      title: workspace.name,
      description: workspace.description || undefined,
      language: workspace.language,
      path: workspacePath(workspace),
      publicUrl: this.config.publicUrl,
      secret: viewer.member !== null,
      items: await this.contents.feed(viewer, { within: [workspace._id], limit: FEED_LENGTH }),
    };
  }

  async content(viewer: Viewer, workspace: Workspace): Promise<HomeContent> {
    const [latest, clouds] = await Promise.all([
      this.contents.latest(viewer, { within: [workspace._id], limit: LATEST }),
      Promise.all(this.plugged.map(async (section) => (await section.cloud?.(viewer, workspace)) ?? [])),
    ]);
    return { latest, cloud: clouds.flat() };
  }
}
