import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/duplicate-key.js';
import { type Id, newId } from '../../platform/database/ids.js';
import { Conflict, Forbidden } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import { SiteSettings } from '../accounts/public.js';
import { idOfSent, requireId } from './acting.js';
import type { CreationRequest } from './creation-request.model.js';
import { Founding } from './founding.js';
import type { Workspace } from './workspace.model.js';
import { workspaceDeclined, workspaceGranted, workspaceRequested } from './workspaces.facts.js';
import type { WorkspaceRequestInput } from './workspaces.input.js';
import { creationRules } from './workspaces.policy.js';

const MOST_OPEN = 5;

/** Workspaces that members ask the administrators for, where the site wants it so. */
@Injectable()
export class CreationRequests {
  constructor(
    @InjectModel('CreationRequest') private readonly requests: Model<CreationRequest>,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Founding) private readonly founding: Founding,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    facts.carriedBy(requests);
  }

  /** The same form sent again answers with what it has asked for. */
  async ask(viewer: Viewer, { message, clientId, ...draft }: WorkspaceRequestInput): Promise<CreationRequest> {
    if (!creationRules.request(viewer, await this.site.get())) throw new Forbidden();
    const by = requireId(viewer);
    const _id = idOfSent<'creationRequest'>(by, clientId, draft.name);
    const before = await this.byId(_id);
    if (before) return before;
    if ((await this.requests.countDocuments({ by, decision: null })) >= MOST_OPEN)
      throw new Conflict('workspaces.request.tooMany');
    await this.insert(_id, { draft, message, by });
    await this.facts.announce(this.requests, _id);
    return (await this.byId(_id)) as CreationRequest;
  }

  private async insert(_id: Id<'creationRequest'>, asked: Pick<CreationRequest, 'draft' | 'message' | 'by'>) {
    const at = this.clock.now();
    const outbox = [record(workspaceRequested, { request: _id, by: asked.by }, at)];
    try {
      await this.requests.create({ _id, workspace: newId<'workspace'>(), ...asked, at, outbox });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Who asked leads the new workspace. */
  async accept(viewer: Viewer, id: Id<'creationRequest'>, reason: string): Promise<Workspace> {
    const request = await this.decide(viewer, id, { accepted: true, reason });
    const workspace = await this.make(request);
    await this.facts.announce(this.requests, id);
    return workspace;
  }

  async refuse(viewer: Viewer, id: Id<'creationRequest'>, reason: string): Promise<void> {
    await this.decide(viewer, id, { accepted: false, reason });
    await this.facts.announce(this.requests, id);
  }

  /** Makes what was granted, unless it is there. */
  make({ workspace, draft, by }: CreationRequest): Promise<Workspace> {
    return this.founding.found(workspace, draft, by);
  }

  byId(id: Id<'creationRequest'>): Promise<CreationRequest | null> {
    return this.requests.findById(id).lean<CreationRequest>();
  }

  /** What waits, oldest first: for administrators. */
  waitingFor(viewer: Viewer): Promise<CreationRequest[]> {
    if (!viewer.administers) return Promise.resolve([]);
    return this.requests.find({ decision: null }).sort({ at: 1 }).limit(200).lean<CreationRequest[]>();
  }

  countFor(viewer: Viewer): Promise<number> {
    return viewer.administers ? this.requests.countDocuments({ decision: null }) : Promise.resolve(0);
  }

  /** What the viewer has asked for and has not been granted, newest first. */
  askedBy(viewer: Viewer): Promise<CreationRequest[]> {
    return this.requests
      .find({ by: viewer.id, 'decision.accepted': { $ne: true } })
      .sort({ at: -1 })
      .limit(10)
      .lean<CreationRequest[]>();
  }

  /** Once: of two administrators, the first decides. */
  private async decide(
    viewer: Viewer,
    _id: Id<'creationRequest'>,
    { accepted, reason }: { accepted: boolean; reason: string },
  ): Promise<CreationRequest> {
    if (!creationRules.decide(viewer)) throw new Forbidden();
    const by = requireId(viewer);
    const now = this.clock.now();
    const fact = record(accepted ? workspaceGranted : workspaceDeclined, { request: _id, by }, now);
    const decided = await this.requests
      .findOneAndUpdate(
        { _id, decision: null },
        { $set: { decision: { at: now, by, accepted, reason } }, $push: { outbox: fact } },
        { returnDocument: 'after' },
      )
      .lean<CreationRequest>();
    if (!decided) throw new Conflict('workspaces.requestGone');
    return decided;
  }
}
