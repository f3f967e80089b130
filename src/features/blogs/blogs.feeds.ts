import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { Config } from '../../platform/config/config.js';
import { FEED_LENGTH, type FeedFormat, type FeedItem, feedAnswer } from '../../platform/feeds/feeds.js';
import { translator } from '../../platform/i18n/translator.js';
import type { DocumentAnswer } from '../../platform/web/answers.js';
import type { Blog } from './blogs.js';
import type { Post } from './posts/post.model.js';
import { Posts } from './posts/posts.js';
import { PostShower } from './posts/shown.js';

/** Posts for feed readers: whole, newest first, and only what the one who asks may see. */
@Injectable()
export class BlogFeeds {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(PostShower) private readonly shower: PostShower,
    @Inject(Config) private readonly config: Config,
  ) {}

  async ofAll(viewer: Viewer, format: FeedFormat): Promise<DocumentAnswer> {
    const posts = await this.posts.newest(viewer, FEED_LENGTH);
    const title = translator(viewer.locale)('blogs.all.title');
    return this.answer(viewer, posts, { title, path: '/blogs' }, format);
  }

  async ofBlog(viewer: Viewer, blog: Blog, format: FeedFormat): Promise<DocumentAnswer> {
    const posts = await this.posts.newest(viewer, FEED_LENGTH, { blog });
    const title = translator(viewer.locale)('blogs.blogOf', { name: blog.name });
    return this.answer(viewer, posts, { title, path: blog.path, language: blog.workspace?.language }, format);
  }

  private async answer(
    viewer: Viewer,
    posts: Post[],
    about: { title: string; path: string; language?: string },
    format: FeedFormat,
  ): Promise<DocumentAnswer> {
    const items = await this.items(viewer, posts);
    // What a member may see is not for a cache on the way.
    const secret = viewer.member !== null;
    return feedAnswer({ ...about, publicUrl: this.config.publicUrl, items, secret }, format);
  }

  async items(viewer: Viewer, posts: Post[]): Promise<FeedItem[]> {
    const shown = await this.shower.show(viewer, posts);
    return shown.map(({ id, title, path, language, author, publishedAt, editedAt, tags }, at) => {
      const published = publishedAt ?? new Date(0);
      return {
        id: `post:${id}`,
        title,
        path,
        html: posts[at]?.html ?? '',
        language,
        author: author.name,
        publishedAt: published,
        updatedAt: editedAt && editedAt > published ? editedAt : published,
        tags: tags.map(({ label }) => label),
      };
    });
  }
}
