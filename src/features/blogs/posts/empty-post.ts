import type { MemberId } from '../../accounts/public.js';
import type { Blog } from '../blogs.js';
import type { Post, PostId } from './post.model.js';

interface Beginning {
  _id: PostId;
  blog: Pick<Blog, 'key' | 'workspace'>;
  author: MemberId;
  language: string;
  at: Date;
}

/** A post before its first word. */
export const emptyPost = ({ _id, blog, author, language, at }: Beginning): Post => ({
  _id,
  blog: blog.key,
  workspace: blog.workspace?._id ?? null,
  author,
  coauthors: [],
  translators: [],
  title: '',
  source: '',
  language,
  tags: [],
  oldSlugs: [],
  oldAddresses: [],
  html: '',
  rendererVersion: 0,
  excerpt: '',
  state: 'draft',
  work: null,
  revision: 0,
  version: 0,
  createdAt: at,
  publishAt: null,
  publishedAt: null,
  editedAt: null,
  deleted: null,
  translationGroup: null,
  commentCount: 0,
  imported: null,
});
