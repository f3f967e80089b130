import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import type { Blog } from '../blogs.js';
import { postPath } from '../paths.js';
import type { Post } from './post.model.js';
import { Posts } from './posts.js';
import { Translations } from './translations.js';

/** A post that another one's page leads to. */
export interface Linked {
  title: string;
  path: string;
  language: string;
}

/** The posts of its blog that a post's page leads to: its translations, and those before and after it. */
@Injectable()
export class Related {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Translations) private readonly translations: Translations,
  ) {}

  async to(viewer: Viewer, post: Post, blog: Blog) {
    const [translations, { older, newer }] = await Promise.all([
      this.translations.of(viewer, post),
      this.posts.neighbours(viewer, post),
    ]);
    const link = linkIn(blog);
    return { translations: translations.map(link), older: older && link(older), newer: newer && link(newer) };
  }
}

const linkIn =
  (blog: Blog) =>
  ({ title, slug, language }: Pick<Post, 'title' | 'slug' | 'language'>): Linked => ({
    title,
    language,
    path: postPath(blog.path, slug ?? ''),
  });
