import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, type QueryFilter, Types } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { dateCursor, type Listing } from '../../platform/api/api.js';
import { Config } from '../../platform/config/config.js';
import { FEED_LENGTH, type FeedItem, type FeedSource } from '../../platform/feeds/feeds.js';
import { translator } from '../../platform/i18n/translator.js';
import { paragraphsOf } from '../../platform/text/paragraphs.js';
import { foldTag } from '../../platform/text/tags.js';
import { type MemberId, Members } from '../accounts/public.js';
import type { Membership } from './membership.model.js';
import { type Workspace, workspacePath } from './workspace.model.js';
import type { WorkspaceQuery } from './workspaces.input.js';
import { visibleWorkspaces } from './workspaces.policy.js';

const LAST_ACTIVE_FIRST = { activeAt: -1, _id: -1 } as const;
const MOST_MINE = 200;

/** Lists of workspaces, each as the viewer may see it. */
@Injectable()
export class WorkspaceLists {
  constructor(
    @InjectModel('Workspace') private readonly workspaces: Model<Workspace>,
    @InjectModel('Membership') private readonly memberships: Model<Membership>,
    @Inject(Members) private readonly members: Members,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Last active first. */
  async listFor(viewer: Viewer, query: WorkspaceQuery): Promise<Listing<Workspace>> {
    const found = await this.workspaces
      .find({ ...chosen(query), ...after(query.after), ...visibleWorkspaces(viewer) })
      .sort(LAST_ACTIVE_FIRST)
      .limit(query.limit + 1)
      .lean<Workspace[]>();
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return { items, next: found.length > query.limit && last ? dateCursor.pack(last.activeAt, last._id) : null };
  }

  /** The last active ones: for the home page. */
  latestFor(viewer: Viewer, limit: number): Promise<Workspace[]> {
    return this.workspaces
      .find({ archived: null, ...visibleWorkspaces(viewer) })
      .sort(LAST_ACTIVE_FIRST)
      .limit(limit)
      .lean<Workspace[]>();
  }

  countFor(viewer: Viewer): Promise<number> {
    return this.workspaces.countDocuments({ archived: null, ...visibleWorkspaces(viewer) });
  }

  /** The languages that the workspaces the viewer sees are in. */
  languagesFor(viewer: Viewer): Promise<string[]> {
    return this.workspaces.distinct('language', visibleWorkspaces(viewer)).exec();
  }

  /** Those that the viewer belongs to, last active first. */
  async mineFor(viewer: Viewer): Promise<Workspace[]> {
    return this.byIds([...viewer.standing.workspaces.keys()].map((id) => new Types.ObjectId(id)));
  }

  /** Those that a member belongs to, as far as the viewer sees them. */
  async ofMemberFor(viewer: Viewer, member: MemberId): Promise<Workspace[]> {
    const places = await this.placesOf(member, 'active');
    return this.byIds(places.filter((id) => viewer.sees(id)));
  }

  /** Those that the viewer waits to be let into. */
  async askedFor(viewer: Viewer): Promise<Workspace[]> {
    if (!viewer.id) return [];
    const places = await this.placesOf(viewer.id, 'requested');
    return this.byIds(places.filter((id) => viewer.sees(id)));
  }

  async isAskedBy(viewer: Viewer, workspace: Workspace): Promise<boolean> {
    if (!viewer.id) return false;
    return (
      (await this.memberships.exists({ workspace: workspace._id, member: viewer.id, state: 'requested' })) !== null
    );
  }

  /** New workspaces, newest first. */
  async feedFor(viewer: Viewer): Promise<FeedSource> {
    const found = await this.workspaces
      .find({ archived: null, ...visibleWorkspaces(viewer) })
      .sort({ createdAt: -1, _id: -1 })
      .limit(FEED_LENGTH)
      .lean<Workspace[]>();
    const founders = await this.members.named(found.map(({ createdBy }) => createdBy));
    return {
      title: translator(viewer.locale)('workspaces.list.title'),
      path: '/workspaces',
      publicUrl: this.config.publicUrl,
      secret: viewer.member !== null,
      items: found.map((workspace) => itemOf(workspace, founders.get(workspace.createdBy.toHexString())?.name ?? '')),
    };
  }

  private async placesOf(member: MemberId, state: Membership['state']): Promise<Workspace['_id'][]> {
    const places = await this.memberships
      .find({ member, state }, { workspace: 1 })
      .lean<Pick<Membership, 'workspace'>[]>();
    return places.map(({ workspace }) => workspace);
  }

  private byIds(ids: Workspace['_id'][]): Promise<Workspace[]> {
    return this.workspaces
      .find({ _id: { $in: ids } })
      .sort(LAST_ACTIVE_FIRST)
      .limit(MOST_MINE)
      .lean<Workspace[]>();
  }
}

function chosen({ purpose, language, tag, state }: WorkspaceQuery): QueryFilter<Workspace> {
  return {
    archived: state === 'archived' ? { $ne: null } : null,
    ...(purpose && { purpose }),
    ...(language && { language }),
    ...(tag && { 'tags.key': foldTag(tag) }),
  };
}

function after(cursor: string | undefined): QueryFilter<Workspace> {
  const from = dateCursor.unpack(cursor);
  if (!from) return {};
  return { $or: [{ activeAt: { $lt: from.at } }, { activeAt: from.at, _id: { $lt: new Types.ObjectId(from.id) } }] };
}

const itemOf = (workspace: Workspace, author: string): FeedItem => ({
  id: `workspace:${workspace._id.toHexString()}`,
  title: workspace.name,
  path: workspacePath(workspace),
  html: paragraphsOf(workspace.description),
  language: workspace.language,
  author,
  publishedAt: workspace.createdAt,
  updatedAt: workspace.createdAt,
  tags: workspace.tags.map(({ name }) => name),
});
