import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Follows } from '../notifications/public.js';
import { Blogs } from './blogs.js';
import { lastingPath } from './paths.js';
import { Posts } from './posts/posts.js';

/** What can be followed here. */
@Injectable()
export class BlogFollows implements OnModuleInit {
  constructor(
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Follows) private readonly follows: Follows,
  ) {}

  onModuleInit(): void {
    this.follows.followable('blog', async (viewer, key) => {
      const blog = await this.blogs.byKey(viewer, key);
      return blog && { title: blog.name, path: blog.path };
    });
    this.follows.followable('post', async (viewer, id) => {
      const post = await this.posts.public(viewer, id);
      return post && { title: post.title, path: lastingPath(post._id) };
    });
  }
}
