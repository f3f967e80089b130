import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Moved, NotFound } from '../../platform/errors/errors.js';
import { Facts } from '../../platform/facts/facts.js';
import type { MemberId } from '../accounts/public.js';
import type { Membership } from './membership.model.js';
import { type Workspace, type WorkspaceId, workspacePath } from './workspace.model.js';
import { visibleWorkspaces } from './workspaces.policy.js';

export type NamedWorkspace = Pick<Workspace, '_id' | 'slug' | 'name' | 'visibility' | 'archived'>;

/** Workspaces as other features meet them: found through a viewer. */
@Injectable()
export class Workspaces {
  constructor(
    @InjectModel('Workspace') private readonly workspaces: Model<Workspace>,
    @InjectModel('Membership') private readonly memberships: Model<Membership>,
    @Inject(Facts) facts: Facts,
  ) {
    facts.carriedBy(workspaces, memberships);
  }

  /** By its address. @throws NotFound also where it exists but not for them; Moved where the address is one it had before. */
  async findFor(viewer: Viewer, slug: string): Promise<Workspace> {
    const key = slug.toLowerCase();
    const found = await this.workspaces.findOne({ slugs: key, ...visibleWorkspaces(viewer) }).lean<Workspace>();
    if (!found) throw new NotFound();
    if (found.slug !== key) throw new Moved(`/workspaces/${slug}`, workspacePath(found));
    return found;
  }

  /** By id. @throws NotFound also where it exists but not for them. */
  async getFor(viewer: Viewer, id: WorkspaceId): Promise<Workspace> {
    const found = viewer.sees(id) ? await this.workspaces.findById(id).lean<Workspace>() : null;
    if (!found) throw new NotFound();
    return found;
  }

  /** Several by id, in no order; those hidden from the viewer are left out. */
  async manyFor(viewer: Viewer, ids: WorkspaceId[]): Promise<Workspace[]> {
    const seen = ids.filter((id) => viewer.sees(id));
    return seen.length === 0 ? [] : this.workspaces.find({ _id: { $in: seen } }).lean<Workspace[]>();
  }

  /** Name and address of each, for lists of content; those hidden from the viewer are left out. */
  async namedFor(viewer: Viewer, ids: WorkspaceId[]): Promise<Map<string, NamedWorkspace>> {
    const seen = ids.filter((id) => viewer.sees(id));
    if (seen.length === 0) return new Map();
    const found = await this.workspaces
      .find({ _id: { $in: seen } }, { slug: 1, name: 1, visibility: 1, archived: 1 })
      .lean<NamedWorkspace[]>();
    return new Map(found.map((workspace) => [workspace._id.toHexString(), workspace]));
  }

  /** For work in the background, where there is no viewer: whoever is then told about it is asked for what they may see. */
  byId(id: WorkspaceId): Promise<Workspace | null> {
    return this.workspaces.findById(id).lean<Workspace>();
  }

  /** The same for several at once, by id. */
  async byIds(ids: WorkspaceId[]): Promise<Map<string, Workspace>> {
    const found = ids.length > 0 ? await this.workspaces.find({ _id: { $in: ids } }).lean<Workspace[]>() : [];
    return new Map(found.map((workspace) => [workspace._id.toHexString(), workspace]));
  }

  /** What somebody wrote who waits to be let in; null when they do not (any more). */
  async requestOf(workspace: WorkspaceId, member: MemberId): Promise<string | null> {
    const request = await this.memberships.findOne({ workspace, member, state: 'requested' }).lean<Membership>();
    return request?.message ?? null;
  }

  /** Something was said or done in it at that time. Safe to repeat, in any order. */
  async markActive(workspace: WorkspaceId, at: Date): Promise<void> {
    await this.workspaces.updateOne({ _id: workspace }, { $max: { activeAt: at } });
  }
}
