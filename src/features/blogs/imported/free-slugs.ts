import type { Model } from 'mongoose';
import { slugOf } from '../../../platform/text/slug.js';
import { isReserved } from '../paths.js';
import type { Post, PostId } from '../posts/post.model.js';

interface Wish {
  id: PostId;
  blog: string;
  /** A title, or the address that it had elsewhere. */
  wish: string;
}

/** An address for each, free in its blog and among the others. */
export async function freeSlugs(posts: Model<Post>, wishes: Wish[]): Promise<Map<string, string>> {
  const slugs = new Map<string, string>();
  const taken = new Map<string, Set<string>>();
  for (let left = wishes; left.length > 0; ) {
    const asked = left.map(({ id, blog, wish }) => ({ id, blog, slug: slugOf(wish, takenIn(taken, blog)) }));
    await look(posts, asked, taken);
    for (const { id, blog, slug } of asked) {
      const here = takenIn(taken, blog);
      if (here.has(slug)) continue;
      here.add(slug);
      slugs.set(id.toHexString(), slug);
    }
    left = left.filter(({ id }) => !slugs.has(id.toHexString()));
  }
  return slugs;
}

/** Learns which of these are in use already. */
async function look(posts: Model<Post>, asked: { blog: string; slug: string }[], taken: Map<string, Set<string>>) {
  for (const blog of new Set(asked.map((one) => one.blog))) {
    const here = takenIn(taken, blog);
    const names = asked.filter((one) => one.blog === blog).map(({ slug }) => slug);
    const found = await posts
      .find({ blog, $or: [{ slug: { $in: names } }, { oldSlugs: { $in: names } }] }, { slug: 1, oldSlugs: 1 })
      .lean<Pick<Post, 'slug' | 'oldSlugs'>[]>();
    for (const { slug, oldSlugs } of found) for (const name of [slug ?? '', ...oldSlugs]) here.add(name);
    for (const name of names) if (isReserved(name)) here.add(name);
  }
}

function takenIn(taken: Map<string, Set<string>>, blog: string): Set<string> {
  const here = taken.get(blog) ?? new Set<string>();
  taken.set(blog, here);
  return here;
}
