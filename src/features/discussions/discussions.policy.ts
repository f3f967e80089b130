import type { Viewer } from '../../platform/access/viewer.js';
import type { MemberId } from '../accounts/public.js';
import { type Workspace, workspaceRules } from '../workspaces/public.js';
import type { Discussion } from './discussion.model.js';

/** Where a discussion is held: a workspace, or the open forum (null). */
export type Place = Workspace | null;

/** A discussion that the viewer sees, with its place. */
export interface Held {
  discussion: Discussion;
  place: Place;
}

/** The filter of the discussions that exist for a viewer. */
export const visibleDiscussions = (viewer: Viewer) => ({ ...viewer.visible, removed: null });

/** Facilitators tend the discussions of their workspace; moderators those of the open forum, and of every workspace that they see. */
const tend = (viewer: Viewer, place: Place) =>
  viewer.writes &&
  ((viewer.moderates && viewer.sees(place?._id ?? null)) ||
    (place !== null && workspaceRules.facilitate(viewer, place)));

/** Members of the workspace take part in it; in the open forum every member. */
const takePart = (viewer: Viewer, place: Place) => (place ? workspaceRules.contribute(viewer, place) : viewer.writes);

const canReply = (viewer: Viewer, { discussion, place }: Held) => takePart(viewer, place) && !discussion.closed;
const ownDiscussion = (viewer: Viewer, { discussion, place }: Held) =>
  viewer.is(discussion.author) && takePart(viewer, place);

export const placeRules = { open: takePart, tend };

/** What a viewer may do with a discussion that they see. */
export const discussionRules = {
  reply: canReply,
  tend: (viewer: Viewer, { place }: Held) => tend(viewer, place),
  /** Title, language and tags. */
  change: (viewer: Viewer, held: Held) => ownDiscussion(viewer, held) || tend(viewer, held.place),
  /** What its author wrote is changed by nobody else. */
  changeText: ownDiscussion,
};

/** What has to be known of a reply to say what may be done with it. */
interface SomeReply {
  authorId: MemberId;
  removed: unknown;
}

/** What a viewer may do with a reply in a discussion that they see. One's own words can be taken back also where one no longer belongs. */
export const replyRules = {
  edit: (viewer: Viewer, { place }: Held, reply: SomeReply) =>
    !reply.removed && viewer.is(reply.authorId) && takePart(viewer, place),
  remove: (viewer: Viewer, { place }: Held, reply: SomeReply) =>
    !reply.removed && viewer.writes && (viewer.is(reply.authorId) || tend(viewer, place)),
};
