import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { type WorkspaceAround, WorkspaceHome, Workspaces } from '../workspaces/public.js';
import type { Discussion } from './discussion.model.js';
import { type Held, type Place, visibleDiscussions } from './discussions.policy.js';

/** Discussions and the places for them, found through a viewer. */
@Injectable()
export class Discussions {
  constructor(
    @InjectModel('Discussion') private readonly discussions: Model<Discussion>,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(WorkspaceHome) private readonly home: WorkspaceHome,
  ) {}

  /** @throws NotFound also where it exists but not for them. */
  async findFor(viewer: Viewer, id: string): Promise<Held> {
    const held = await this.lookFor(viewer, id);
    if (!held) throw new NotFound();
    return held;
  }

  /** As `findFor`, for those who only ask: null where it does not exist for them. */
  async lookFor(viewer: Viewer, id: string): Promise<Held | null> {
    const discussion = await this.discussions
      .findOne({ _id: parseId(id), ...visibleDiscussions(viewer) })
      .lean<Discussion>();
    if (!discussion) return null;
    const place = discussion.workspace && (await this.workspaces.getFor(viewer, discussion.workspace));
    return { discussion, place };
  }

  /** As it is, for work in the background that decides on its own who gets it. Null when it is gone. */
  async byId(id: string): Promise<Discussion | null> {
    return this.discussions.findOne({ _id: parseId(id), removed: null }).lean<Discussion>();
  }

  /** The workspace of this address, or the open forum. @throws NotFound */
  async placeFor(viewer: Viewer, slug: string | undefined): Promise<Place> {
    return slug ? this.workspaces.findFor(viewer, slug) : null;
  }

  /** What stands around the pages of a place. */
  async around(viewer: Viewer, place: Place): Promise<WorkspaceAround | null> {
    return place && this.home.around(viewer, place);
  }
}
