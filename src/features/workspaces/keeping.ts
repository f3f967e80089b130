import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/duplicate-key.js';
import { Forbidden, Invalid } from '../../platform/errors/errors.js';
import { record } from '../../platform/facts/fact.js';
import { Facts } from '../../platform/facts/facts.js';
import { Live } from '../../platform/realtime/live.js';
import { EDITS, type Limit, Limits } from '../../platform/web/limits.js';
import { requireId } from './acting.js';
import { RESERVED_SLUGS } from './founding.js';
import type { Workspace } from './workspace.model.js';
import {
  workspaceArchived,
  workspaceDescribed,
  workspaceRestored,
  workspaceVisibilityChanged,
} from './workspaces.facts.js';
import type { SettingsInput } from './workspaces.input.js';
import { workspaceRules } from './workspaces.policy.js';

/** Every address that a workspace had stays its own: they are not for collecting. */
const ADDRESSES: Limit = { name: 'workspace-addresses', points: 10, seconds: 24 * 3600 };

/** What facilitators do to the workspace itself. */
@Injectable()
export class Keeping {
  constructor(
    @InjectModel('Workspace') private readonly workspaces: Model<Workspace>,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Live) private readonly live: Live,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  /** Changes what is said of it, its address and who may see it. An address that it had stays its own. */
  async change(viewer: Viewer, workspace: Workspace, input: SettingsInput): Promise<Workspace> {
    if (!workspaceRules.manage(viewer, workspace)) throw new Forbidden();
    await this.limits.count(EDITS, requireId(viewer).toHexString());
    if (!workspace.slugs.includes(input.slug)) await this.limits.count(ADDRESSES, workspace._id.toHexString());
    const changed = await this.write(viewer, workspace, input);
    if (changed.visibility !== workspace.visibility) this.live.recheck(`workspace:${workspace._id.toHexString()}`);
    await this.facts.announce(this.workspaces, workspace._id);
    return changed;
  }

  private async write(viewer: Viewer, { _id, visibility: from }: Workspace, input: SettingsInput): Promise<Workspace> {
    if (RESERVED_SLUGS.has(input.slug)) throw Invalid.field('slug', 'workspaces.rule.slugTaken');
    const about = { workspace: _id, by: requireId(viewer) };
    const now = this.clock.now();
    const facts = [
      record(workspaceDescribed, about, now),
      ...(from === input.visibility
        ? []
        : [record(workspaceVisibilityChanged, { ...about, from, to: input.visibility }, now)]),
    ];
    try {
      const changed = await this.workspaces
        .findOneAndUpdate(
          { _id },
          { $set: input, $addToSet: { slugs: input.slug }, $push: { outbox: { $each: facts } } },
          { returnDocument: 'after' },
        )
        .lean<Workspace>();
      return changed as Workspace;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw Invalid.field('slug', 'workspaces.rule.slugTaken');
    }
  }

  /** Stays readable; nothing new comes in. */
  async archive(viewer: Viewer, workspace: Workspace): Promise<void> {
    if (!workspaceRules.archive(viewer, workspace)) throw new Forbidden();
    const by = requireId(viewer);
    const now = this.clock.now();
    await this.workspaces.updateOne(
      { _id: workspace._id, archived: null },
      {
        $set: { archived: { at: now, by } },
        $push: { outbox: record(workspaceArchived, { workspace: workspace._id, by }, now) },
      },
    );
    await this.facts.announce(this.workspaces, workspace._id);
  }

  async restore(viewer: Viewer, workspace: Workspace): Promise<void> {
    if (!workspaceRules.restore(viewer, workspace)) throw new Forbidden();
    const by = requireId(viewer);
    const restored = record(workspaceRestored, { workspace: workspace._id, by }, this.clock.now());
    await this.workspaces.updateOne(
      { _id: workspace._id, archived: { $ne: null } },
      { $set: { archived: null }, $push: { outbox: restored } },
    );
    await this.facts.announce(this.workspaces, workspace._id);
  }
}
