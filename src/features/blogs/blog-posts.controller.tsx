import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { NotFound } from '../../platform/errors/errors.js';
import { go, moved, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { mayTend } from './blog-pages.js';
import { BlogParams, PostQuery } from './blogs.input.js';
import { Blogs } from './blogs.js';
import { DeletedPage } from './pages/deleted-page.js';
import { draftPath, ofEachBlog, postPath } from './paths.js';
import { PostPages } from './post-pages.js';
import { Drafts } from './posts/drafts.js';
import { Posts } from './posts/posts.js';
import { Removal } from './posts/removal.js';

const PostParams = BlogParams.extend({ post: z.string() });
type PostParams = z.infer<typeof PostParams>;

/** The posts of a blog under their addresses in it. */
@Controller()
export class BlogPostsController {
  constructor(
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Posts) private readonly posts: Posts,
    @Inject(PostPages) private readonly pages: PostPages,
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(Removal) private readonly removal: Removal,
  ) {}

  /** What was deleted here, for who looks after the blog. */
  @Get('workspaces/:slug/blog/deleted')
  @SignedIn()
  async deleted(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string) {
    const blog = await this.blogs.ofWorkspace(viewer, slug);
    if (!mayTend(viewer, blog)) throw new NotFound();
    const posts = await this.removal.listIn(viewer, blog);
    return page((ui) => <DeletedPage ui={ui} posts={posts} />);
  }

  @Post(ofEachBlog('/drafts'))
  @Confirmed()
  async write(@CurrentViewer() viewer: Viewer, @Param({ schema: BlogParams }) params: BlogParams) {
    const post = await this.drafts.open(viewer, await this.blogs.at(viewer, params));
    return go(draftPath(post._id));
  }

  @Get(ofEachBlog('/:post'))
  @Open()
  async post(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: PostParams }) params: PostParams,
    @Query({ schema: PostQuery }) query: PostQuery,
  ) {
    const blog = await this.blogs.at(viewer, params);
    const found = await this.posts.find(viewer, blog, params.post);
    if (found.post.slug !== undefined && found.moved) return moved(postPath(blog.path, found.post.slug));
    return this.pages.show(viewer, found.post, query);
  }
}
