import type { Model } from 'mongoose';
import { slugOf } from '../../../platform/text/slug.js';
import { isReserved } from '../paths.js';
import type { Post, PostId } from './post.model.js';

type Addressed = Pick<Post, '_id' | 'slug' | 'oldSlugs'>;

/** The address that a title asks for in this blog: also the old ones of other posts are taken, since they still lead there. */
export async function freeSlug(posts: Model<Post>, blog: string, post: PostId, title: string): Promise<string> {
  const wanted = slugOf(title);
  const pattern = new RegExp(`^${wanted.replace(/[^a-z0-9-]/g, '.')}(-\\d+)?$`);
  const others = await posts
    .find({ blog, _id: { $ne: post }, $or: [{ slug: pattern }, { oldSlugs: pattern }] }, { slug: 1, oldSlugs: 1 })
    .lean<Addressed[]>();
  const taken = new Set(others.flatMap(({ slug, oldSlugs }) => [slug ?? '', ...oldSlugs]));
  return slugOf(title, { has: (slug) => taken.has(slug) || isReserved(slug) });
}

/** A title that still asks for the address it has keeps it, with its number if it got one. */
export function keepsSlug({ slug }: Pick<Post, 'slug'>, title: string): boolean {
  return slug !== undefined && slug.replace(/-\d+$/, '') === slugOf(title).replace(/-\d+$/, '');
}
