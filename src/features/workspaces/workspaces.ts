import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { NotFound } from '../../platform/errors/errors.js';
import { Facts } from '../../platform/facts/facts.js';
import type { Membership } from './membership.model.js';
import type { Workspace, WorkspaceId } from './workspace.model.js';
import { visibleWorkspaces } from './workspaces.policy.js';

/** Reads of workspaces, always through a viewer. */
@Injectable()
export class Workspaces {
  constructor(
    @InjectModel('Workspace') private readonly workspaces: Model<Workspace>,
    @InjectModel('Membership') memberships: Model<Membership>,
    @Inject(Facts) facts: Facts,
  ) {
    facts.carriedBy(workspaces, memberships);
  }

  /** By its address, or one it had before. @throws NotFound also where it exists but not for them. */
  async findFor(viewer: Viewer, slug: string): Promise<Workspace> {
    const key = slug.toLowerCase();
    const found =
      (await this.workspaces.findOne({ slug: key, ...visibleWorkspaces(viewer) }).lean<Workspace>()) ??
      (await this.workspaces.findOne({ oldSlugs: key, ...visibleWorkspaces(viewer) }).lean<Workspace>());
    if (!found) throw new NotFound();
    return found;
  }

  /** By id. @throws NotFound also where it exists but not for them. */
  async getFor(viewer: Viewer, id: WorkspaceId): Promise<Workspace> {
    const found = viewer.sees(id) ? await this.workspaces.findById(id).lean<Workspace>() : null;
    if (!found) throw new NotFound();
    return found;
  }

  /** Name and address of each, for lists of content; those hidden from the viewer are left out. */
  async namedFor(
    viewer: Viewer,
    ids: WorkspaceId[],
  ): Promise<Map<string, Pick<Workspace, '_id' | 'slug' | 'name' | 'visibility' | 'archived'>>> {
    const seen = ids.filter((id) => viewer.sees(id));
    const found = await this.workspaces
      .find({ _id: { $in: seen } }, { slug: 1, name: 1, visibility: 1, archived: 1 })
      .lean<Pick<Workspace, '_id' | 'slug' | 'name' | 'visibility' | 'archived'>[]>();
    return new Map(found.map((workspace) => [workspace._id.toHexString(), workspace]));
  }

  /** For work in the background, where there is no viewer: whoever is then told about it is asked for what they may see. */
  byId(id: WorkspaceId): Promise<Workspace | null> {
    return this.workspaces.findById(id).lean<Workspace>();
  }
}
