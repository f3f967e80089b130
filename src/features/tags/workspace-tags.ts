import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';
import { Facts } from '../../platform/facts/facts.js';
import { paragraphsOf } from '../../platform/text/paragraphs.js';
import { Members } from '../accounts/public.js';
import {
  type Workspace,
  WorkspaceHome,
  type WorkspaceId,
  Workspaces,
  workspaceCreated,
  workspaceDescribed,
  workspacePath,
} from '../workspaces/public.js';
import type { TaggedEntry } from './tagged-entry.js';
import { Tagging } from './tagging.js';
import { Tags } from './tags.js';

/** Workspaces carry tags themselves, and show the tags of what is in them. */
@Injectable()
export class WorkspaceTags implements OnModuleInit {
  constructor(
    @Inject(Tags) private readonly tags: Tags,
    @Inject(Tagging) private readonly tagging: Tagging,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(WorkspaceHome) private readonly home: WorkspaceHome,
    @Inject(Members) private readonly members: Members,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    for (const fact of [workspaceCreated, workspaceDescribed])
      this.facts.on(fact, ({ workspace }) => this.tag(workspace));
    this.tagging.shownBy('workspace', (viewer, ids) => this.show(viewer, ids));
    this.home.plug({ order: 90, cloud: (_viewer, workspace) => this.tags.cloudOf(workspace._id) });
    this.home.suggestTagsBy((viewer) => this.tags.suggestFor(viewer, ''));
  }

  /** A workspace stands in itself: whoever does not see it does not see its tags. */
  private async tag(id: WorkspaceId): Promise<void> {
    const workspace = await this.workspaces.byId(id);
    const subject = `workspace:${id.toHexString()}`;
    if (!workspace) return this.tagging.drop(subject);
    const { tags, createdAt: at } = workspace;
    await this.tagging.put({ subject, section: 'workspaces', workspace: id, tags, at });
  }

  private async show(viewer: Viewer, ids: string[]): Promise<Map<string, TaggedEntry>> {
    const found = await this.workspaces.manyFor(
      viewer,
      ids.flatMap((id) => parseId<'workspace'>(id) ?? []),
    );
    const founders = await this.members.named(found.map(({ createdBy }) => createdBy));
    return new Map(
      found.map((workspace) => {
        const founder = founders.get(workspace.createdBy.toHexString());
        return [workspace._id.toHexString(), entryOf(workspace, founder?.name ?? '')];
      }),
    );
  }
}

const entryOf = (workspace: Workspace, founder: string): TaggedEntry => ({
  id: `workspace:${workspace._id.toHexString()}`,
  kind: 'tags.kind.workspace',
  title: workspace.name,
  path: workspacePath(workspace),
  html: paragraphsOf(workspace.description),
  language: workspace.language,
  author: founder,
  person: null,
  place: null,
  publishedAt: workspace.createdAt,
  updatedAt: workspace.createdAt,
  tags: workspace.tags.map(({ name }) => name),
});
