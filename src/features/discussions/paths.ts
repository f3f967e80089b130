import { slugOf } from '../../platform/text/slug.js';
import type { Workspace } from '../workspaces/public.js';
import type { Discussion } from './discussion.model.js';

type PlaceName = Pick<Workspace, 'slug'> | null;

/** Words that stand where a title could: a discussion called "Edit" must not lead to the form. */
const TAKEN = new Set(['edit', 'move', 'news', 'replies', 'feed']);

/** The discussions of a workspace, or the list of all (which is where the open forum is). */
export const listPath = (place: PlaceName): string =>
  place ? `/workspaces/${place.slug}/discussions` : '/discussions';

/** The address of a discussion without its title, which stays when the title changes. */
export const plainPath = (place: PlaceName, id: Discussion['_id']): string => `${listPath(place)}/${id.toHexString()}`;

export const discussionPath = (place: PlaceName, discussion: Pick<Discussion, '_id' | 'title'>): string =>
  `${plainPath(place, discussion._id)}/${slugOf(discussion.title, TAKEN)}`;

/** A link to one reply that lasts: the page that holds it is found by its place. */
export const replyPath = (path: string, seq: number): string => `${path}?reply=${seq}#reply-${seq}`;

/** A page of a long discussion; the first has no number. */
export const pagePath = (path: string, page: number): string => (page > 1 ? `${path}?page=${page}` : path);
