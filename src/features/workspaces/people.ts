import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { dateCursor, type Listing } from '../../platform/api/api.js';
import { sameId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import type { Person } from '../../ui/ui.js';
import { type MemberId, Members } from '../accounts/public.js';
import type { Membership } from './membership.model.js';
import type { Workspace } from './workspace.model.js';
import { workspaceRules } from './workspaces.policy.js';

/** A person in a workspace, and what the viewer may do about it. */
export interface PersonHere extends Person {
  handle: string;
  facilitates: boolean;
  since: Date;
  can: { remove: boolean; promote: boolean; demote: boolean };
}

export interface Waiting {
  person: Person & { handle: string };
  message: string;
  since: Date;
}

interface PageQuery {
  after?: string;
  limit: number;
}

/** Who is in a workspace, and who waits to come in. */
@Injectable()
export class People {
  constructor(
    @InjectModel('Membership') private readonly memberships: Model<Membership>,
    @Inject(Members) private readonly members: Members,
  ) {}

  /** Those who lead it. */
  async facilitatorsFor(viewer: Viewer, workspace: Workspace): Promise<PersonHere[]> {
    const places = await this.memberships
      .find({ workspace: workspace._id, member: { $in: workspace.facilitators }, state: 'active' })
      .sort({ since: 1, _id: 1 })
      .lean<Membership[]>();
    return this.shown(viewer, workspace, places);
  }

  /** Everybody else, who came first first. */
  async listFor(viewer: Viewer, workspace: Workspace, { after, limit }: PageQuery): Promise<Listing<PersonHere>> {
    const { facilitators: leading } = workspace;
    const places = await this.memberships
      .find({ workspace: workspace._id, member: { $nin: leading }, state: 'active', ...later(after) })
      .sort({ since: 1, _id: 1 })
      .limit(limit + 1)
      .lean<Membership[]>();
    const last = places.length > limit ? places[limit - 1] : undefined;
    return {
      items: await this.shown(viewer, workspace, places.slice(0, limit)),
      next: last ? dateCursor.pack(last.since, last._id) : null,
    };
  }

  /** Who came last, for the home page. */
  async latestIn(workspace: Workspace, limit: number): Promise<Person[]> {
    const places = await this.memberships
      .find({ workspace: workspace._id, state: 'active' })
      .sort({ since: -1, _id: -1 })
      .limit(limit)
      .lean<Membership[]>();
    return (await this.named(places)).map(({ person }) => person);
  }

  /** Who asks to be let in; for those who may let them. */
  async waitingFor(viewer: Viewer, workspace: Workspace): Promise<Waiting[]> {
    if (!workspaceRules.manage(viewer, workspace)) return [];
    const places = await this.memberships
      .find({ workspace: workspace._id, state: 'requested' })
      .sort({ since: 1, _id: 1 })
      .limit(200)
      .lean<Membership[]>();
    return (await this.named(places)).map(({ person, place }) => ({
      person,
      message: place.message,
      since: place.since,
    }));
  }

  /** By their handle. @throws NotFound when there is nobody of that name. */
  async find(handle: string): Promise<MemberId> {
    const member = await this.members.byHandle(handle);
    if (!member) throw new NotFound();
    return member._id;
  }

  private async shown(viewer: Viewer, workspace: Workspace, places: Membership[]): Promise<PersonHere[]> {
    return (await this.named(places)).map(({ person, place }) => {
      const facilitates = workspace.facilitators.some((id) => sameId(id, place.member));
      const manages = workspaceRules.manage(viewer, workspace);
      const can = {
        remove: workspaceRules.remove(viewer, workspace, place.member),
        promote: manages && !facilitates,
        demote: manages && facilitates && workspace.facilitators.length > 1,
      };
      return { ...person, facilitates, since: place.since, can };
    });
  }

  private async named(places: Membership[]) {
    const people = await this.members.named(places.map(({ member }) => member));
    return places.flatMap((place) => {
      const member = people.get(place.member.toHexString());
      if (!member || member.removed) return [];
      return { place, person: { name: member.name, handle: member.handle, country: member.country } };
    });
  }
}

function later(cursor: string | undefined) {
  const from = dateCursor.unpack(cursor);
  if (!from) return {};
  return { $or: [{ since: { $gt: from.at } }, { since: from.at, _id: { $gt: new Types.ObjectId(from.id) } }] };
}
