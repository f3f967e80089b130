import type { Types } from 'mongoose';

/** Where everything of blogs is; nothing else spells these addresses. */
export const workspaceBlogPath = (slug: string): string => `/workspaces/${encodeURIComponent(slug)}/blog`;
export const memberBlogPath = (handle: string): string => `/people/${encodeURIComponent(handle)}/blog`;
export const postPath = (blogPath: string, slug: string): string => `${blogPath}/${encodeURIComponent(slug)}`;

/** The same address below the blogs of workspaces and of members, as routes name them. */
export const ofEachBlog = (rest = ''): string[] => [`workspaces/:slug/blog${rest}`, `people/:handle/blog${rest}`];

/** By id: leads to the address of today. */
export const lastingPath = (post: Types.ObjectId): string => `/posts/${post.toHexString()}`;
export const draftPath = (post: Types.ObjectId): string => `/drafts/${post.toHexString()}`;
export const versionsPath = (post: Types.ObjectId): string => `${lastingPath(post)}/versions`;
export const versionPath = (post: Types.ObjectId, number: number): string => `${versionsPath(post)}/${number}`;

export const commentPath = (comment: Types.ObjectId): string => `/comments/${comment.toHexString()}`;
export const commentAnchor = (comment: Types.ObjectId): string => `c-${comment.toHexString()}`;

/** The names by which browsers keep what is typed, until the server has it. */
export const keepOfPost = (post: Types.ObjectId): string => `post:${post.toHexString()}`;
export const keepOfComment = (post: Types.ObjectId, parent?: Types.ObjectId | null): string =>
  `comment:${post.toHexString()}${parent ? `:${parent.toHexString()}` : ''}`;

/** Addresses under a blog that no post may take. */
const RESERVED = new Set(['new', 'feed', 'drafts', 'deleted']);
export const isReserved = (slug: string): boolean => RESERVED.has(slug);
