import type { Viewer } from '../../platform/access/viewer.js';
import { type Workspace, workspaceRules } from '../workspaces/public.js';
import type { Comment } from './comments/comment.model.js';
import type { Post } from './posts/post.model.js';

/** The posts that readers find in lists, feeds and counts. */
export const publicPosts = { state: 'published', deleted: null } as const;

export const visiblePosts = (viewer: Viewer) => ({ ...publicPosts, ...viewer.visible });

type PlacedPost = Pick<Post, 'workspace' | 'author' | 'state' | 'deleted'>;
type Place = Pick<Workspace, '_id' | 'visibility' | 'archived'> | null;

/** Who looks after a blog: facilitators in a workspace, moderators of the site in a member's own. */
const tends = (viewer: Viewer, post: PlacedPost): boolean =>
  viewer.sees(post.workspace) &&
  (post.workspace ? viewer.facilitates(post.workspace) || viewer.administers : viewer.moderates);

const isPublic = (post: PlacedPost) => post.state === 'published' && post.deleted === null;
const wasPublic = (post: PlacedPost) => post.state === 'published' || post.state === 'unpublished';

/**
 * What is yet to be published exists for its author alone, also for facilitators and administrators.
 * What was public and is taken down exists for its author and for who looks after the blog.
 */
export const postRules = {
  read: (viewer: Viewer, post: PlacedPost) =>
    viewer.sees(post.workspace) &&
    (isPublic(post) || viewer.is(post.author) || (wasPublic(post) && tends(viewer, post))),
  /** A member in their own blog, members of a workspace in its blog. */
  write: (viewer: Viewer, place: Place) =>
    viewer.writes && (place === null || workspaceRules.contribute(viewer, place)),
  /** Nobody changes another's words; who looks after the blog can take a post down. */
  edit: (viewer: Viewer, post: PlacedPost, place: Place) =>
    viewer.is(post.author) && post.deleted === null && postRules.write(viewer, place),
  history: (viewer: Viewer, post: PlacedPost) =>
    viewer.sees(post.workspace) && (viewer.is(post.author) || (wasPublic(post) && tends(viewer, post))),
  takeDown: (viewer: Viewer, post: PlacedPost) =>
    viewer.writes &&
    viewer.sees(post.workspace) &&
    (viewer.is(post.author) || (wasPublic(post) && tends(viewer, post))),
  comment: (viewer: Viewer, post: PlacedPost, place: Place) => isPublic(post) && postRules.write(viewer, place),
};

type PlacedComment = Pick<Comment, 'author' | 'removed'>;

export const commentRules = {
  edit: (viewer: Viewer, comment: PlacedComment, post: PlacedPost, place: Place) =>
    viewer.is(comment.author) && comment.removed === null && postRules.comment(viewer, post, place),
  remove: (viewer: Viewer, comment: PlacedComment, post: PlacedPost) =>
    viewer.writes && comment.removed === null && (viewer.is(comment.author) || tends(viewer, post)),
};
