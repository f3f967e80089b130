import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { WorkspaceRole } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { allOf, bring, hereAmong, type Outcome } from '../../platform/database/bring.js';
import type { TagField } from '../../platform/database/fields.js';
import { slugOf } from '../../platform/text/slug.js';
import type { MemberId } from '../accounts/public.js';
import { RESERVED_SLUGS } from './founding.js';
import type { Membership } from './membership.model.js';
import type { Purpose, Visibility, Workspace, WorkspaceId } from './workspace.model.js';

/** A workspace as an import finds it. Who may see it and where it is are its own affair once it is here. */
export interface ImportedWorkspace {
  id: WorkspaceId;
  key: string;
  slug?: string;
  oldSlugs: string[];
  name: string;
  description: string;
  purpose: Purpose;
  language: string;
  tags: TagField[];
  visibility: Visibility;
  createdBy: MemberId;
  createdAt: Date;
  archivedAt: Date | null;
}

export interface ImportedMembership {
  workspace: WorkspaceId;
  member: MemberId;
  role: WorkspaceRole;
  since: Date;
}

/** Workspaces and places in them by import: no letters, no notices. */
@Injectable()
export class ImportedWorkspaces {
  constructor(
    @InjectModel('Workspace') private readonly workspaces: Model<Workspace>,
    @InjectModel('Membership') private readonly memberships: Model<Membership>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Whatever its visibility: for who commands the server. */
  async at(slug: string): Promise<Workspace | null> {
    return this.workspaces.findOne({ slugs: slug.toLowerCase() }).lean<Workspace>();
  }

  known(ids: WorkspaceId[]): Promise<Set<string>> {
    return hereAmong(this.workspaces, ids);
  }

  async put(batch: ImportedWorkspace[]): Promise<Map<string, Outcome>> {
    const byId = new Map(batch.map((workspace) => [workspace.id.toHexString(), workspace]));
    const brought = batch.map(({ id, key, name, description, purpose, language, tags }) => ({
      _id: id,
      key,
      given: { name, description, purpose, language, tags },
    }));
    return bring(this.workspaces, brought, this.clock.now(), async (fresh) => {
      const beginnings: Partial<Workspace>[] = [];
      const taken = new Set(RESERVED_SLUGS);
      for (const { _id } of fresh) {
        const workspace = byId.get(_id.toHexString());
        if (workspace) beginnings.push(await this.beginningOf(workspace, taken));
      }
      return beginnings;
    });
  }

  private async beginningOf(workspace: ImportedWorkspace, taken: Set<string>): Promise<Partial<Workspace>> {
    const { visibility, createdBy, createdAt, archivedAt, oldSlugs } = workspace;
    const slug = await this.freeSlug(workspace.slug ?? workspace.name, taken);
    const others = await this.workspaces.find({ slugs: { $in: oldSlugs } }, { slugs: 1 }).lean<Workspace[]>();
    const gone = new Set([...taken, ...others.flatMap(({ slugs }) => slugs)]);
    const slugs = [slug, ...oldSlugs.filter((old) => !gone.has(old))];
    for (const one of slugs) taken.add(one);
    const archived = archivedAt && { at: archivedAt, by: createdBy };
    return { slug, slugs, visibility, createdBy, createdAt, activeAt: createdAt, archived };
  }

  private async freeSlug(wish: string, taken: Set<string>): Promise<string> {
    for (;;) {
      const slug = slugOf(wish, taken);
      if (!(await this.workspaces.exists({ slugs: slug }))) return slug;
      taken.add(slug);
    }
  }

  /** Who has, or had, a place already keeps it as it is. @returns how many are new. */
  async putMemberships(batch: ImportedMembership[]): Promise<number> {
    const pairs = new Map(batch.map((one) => [pairOf(one), one]));
    const found = await this.memberships
      .find({ $or: [...pairs.values()].map(({ workspace, member }) => ({ workspace, member })) }, { _id: 0 })
      .select({ workspace: 1, member: 1 })
      .lean<Pick<Membership, 'workspace' | 'member'>[]>();
    for (const one of found) pairs.delete(pairOf(one));
    const fresh = [...pairs.values()];
    if (fresh.length === 0) return 0;
    // Who leads comes first: were this cut off in between, the next run would find the place missing, and do both.
    for (const { workspace, member } of fresh.filter(({ role }) => role === 'facilitator'))
      await this.workspaces.updateOne({ _id: workspace }, { $addToSet: { facilitators: member } });
    await this.memberships.bulkWrite(
      fresh.map(({ workspace, member, since }) => ({
        updateOne: {
          filter: { workspace, member },
          update: { $setOnInsert: { state: 'active', message: '', since } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
    return fresh.length;
  }

  async *all(): AsyncGenerator<ImportedWorkspace> {
    for await (const { _id, imported, slugs, archived, ...rest } of allOf(this.workspaces)) {
      const { slug, name, description, purpose, language, tags, visibility, createdBy, createdAt } = rest;
      yield {
        id: _id,
        key: imported?.key ?? '',
        ...{ slug, name, description, purpose, language, tags, visibility, createdBy, createdAt },
        oldSlugs: slugs.filter((old) => old !== slug),
        archivedAt: archived?.at ?? null,
      };
    }
  }

  /** Those who belong, workspace by workspace. */
  async *allMemberships(): AsyncGenerator<ImportedMembership> {
    for await (const { _id, facilitators } of allOf(this.workspaces)) {
      const leads = new Set(facilitators.map((id) => id.toHexString()));
      for await (const { workspace, member, since } of allOf(this.memberships, { workspace: _id, state: 'active' }))
        yield { workspace, member, since, role: leads.has(member.toHexString()) ? 'facilitator' : 'member' };
    }
  }

  /** Where nobody leads it, `founder` does, until they hand it on. @returns its address, and whether somebody leads it. */
  async ensureLed(workspace: WorkspaceId, founder: MemberId | null): Promise<{ slug: string; led: boolean } | null> {
    const found = await this.workspaces.findById(workspace, { slug: 1, facilitators: 1 }).lean<Workspace>();
    if (!found) return null;
    const { slug, facilitators } = found;
    if (facilitators.length > 0 || founder === null) return { slug, led: facilitators.length > 0 };
    await this.memberships.updateOne(
      { workspace, member: founder },
      { $set: { state: 'active' }, $setOnInsert: { message: '', since: this.clock.now() } },
      { upsert: true },
    );
    await this.workspaces.updateOne({ _id: workspace }, { $addToSet: { facilitators: founder } });
    return { slug, led: true };
  }

  /** Counts the members again, and notes when something was last said there. */
  async settle(workspace: WorkspaceId, lastSaid: Date | null): Promise<void> {
    const memberCount = await this.memberships.countDocuments({ workspace, state: 'active' });
    const said = lastSaid && { $max: { activeAt: lastSaid } };
    await this.workspaces.updateOne({ _id: workspace }, { $set: { memberCount }, ...said });
  }
}

const pairOf = ({ workspace, member }: Pick<Membership, 'workspace' | 'member'>): string =>
  `${workspace.toHexString()} ${member.toHexString()}`;
