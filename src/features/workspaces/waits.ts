import { Inject, Injectable } from '@nestjs/common';
import { Types } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { CreationRequests } from './creation-requests.js';
import { Doors } from './doors.js';
import { Invitations } from './invitations.js';

/** What waits for the viewer's word: beside "Workspaces" in their corner. */
@Injectable()
export class Waits {
  constructor(
    @Inject(Doors) private readonly doors: Doors,
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(CreationRequests) private readonly requests: CreationRequests,
  ) {}

  async countFor(viewer: Viewer): Promise<number> {
    const led = [...viewer.standing.workspaces].filter(([, role]) => role === 'facilitator');
    const [asking, invited, requested] = await Promise.all([
      this.doors.countWaiting(led.map(([id]) => new Types.ObjectId(id))),
      this.invitations.listFor(viewer),
      this.requests.countFor(viewer),
    ]);
    return asking + invited.length + requested;
  }
}
