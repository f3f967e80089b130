import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/duplicate-key.js';
import { Forbidden, Invalid } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import { slugOf } from '../../platform/text/slug.js';
import { type Limit, Limits } from '../../platform/web/limits.js';
import { type MemberId, SiteSettings } from '../accounts/public.js';
import { idOfSent, requireId } from './acting.js';
import type { WorkspaceDraft } from './creation-request.model.js';
import { Doors } from './doors.js';
import type { Workspace, WorkspaceId } from './workspace.model.js';
import { workspaceCreated } from './workspaces.facts.js';
import type { NewWorkspace } from './workspaces.input.js';
import { creationRules } from './workspaces.policy.js';

const TRIES = 200;
/** Pages of our own that stand where a workspace's address would. */
export const RESERVED_SLUGS = new Set(['new', 'yours', 'requests', 'feed']);

/** More than a trainer makes for all the courses of a term at once. */
const FOUNDED: Limit = { name: 'workspaces', points: 30, seconds: 24 * 3600 };

/** How workspaces come to be. */
@Injectable()
export class Founding {
  constructor(
    @InjectModel('Workspace') private readonly workspaces: Model<Workspace>,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Doors) private readonly doors: Doors,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  /** Who makes a workspace leads it. The same form sent again answers with the one that it has made. */
  async create(viewer: Viewer, { clientId, ...draft }: NewWorkspace): Promise<Workspace> {
    if (!creationRules.create(viewer, await this.site.get())) throw new Forbidden();
    const founder = requireId(viewer);
    await this.limits.count(FOUNDED, founder.toHexString());
    return this.found(idOfSent<'workspace'>(founder, clientId, draft.name), draft, founder);
  }

  /** Makes the workspace with this id, unless it is there already. */
  async found(id: WorkspaceId, draft: WorkspaceDraft, founder: MemberId): Promise<Workspace> {
    const workspace = (await this.workspaces.findById(id).lean<Workspace>()) ?? (await this.insert(id, draft, founder));
    await this.doors.admit(workspace._id, founder, founder);
    await this.facts.announce(this.workspaces, workspace._id);
    return workspace;
  }

  private async insert(_id: WorkspaceId, draft: WorkspaceDraft, founder: MemberId): Promise<Workspace> {
    const taken = new Set(RESERVED_SLUGS);
    for (let tries = 0; tries < TRIES; tries++) {
      const slug = slugOf(draft.name, taken);
      taken.add(slug);
      if (await this.workspaces.exists({ slugs: slug })) continue;
      const made = await this.insertAt(slug, _id, draft, founder);
      if (made) return made;
    }
    throw Invalid.field('name', 'workspaces.rule.nameTaken');
  }

  /** @returns null when the address was taken in this moment. */
  private async insertAt(
    slug: string,
    _id: WorkspaceId,
    draft: WorkspaceDraft,
    founder: MemberId,
  ): Promise<Workspace | null> {
    const now = this.clock.now();
    try {
      const made = await this.workspaces.create({
        _id,
        ...draft,
        slug,
        slugs: [slug],
        facilitators: [founder],
        createdBy: founder,
        createdAt: now,
        activeAt: now,
        memberCount: 1,
        outbox: [record(workspaceCreated, { workspace: _id, by: founder }, now)],
      });
      return made.toObject();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.workspaces.findById(_id).lean<Workspace>();
    }
  }
}
