import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { NotFound } from '../../platform/errors/errors.js';
import { FeedParams } from '../../platform/feeds/feeds.js';
import { go, moved, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { BlogPages, mayTend } from './blog-pages.js';
import { BlogFeeds } from './blogs.feeds.js';
import { ListQuery, PostQuery } from './blogs.input.js';
import { type Blog, Blogs } from './blogs.js';
import { DeletedPage } from './pages/deleted-page.js';
import { draftPath, postPath } from './paths.js';
import { PostPages } from './post-pages.js';
import { Drafts } from './posts/drafts.js';
import { Posts } from './posts/posts.js';
import { Removal } from './posts/removal.js';

/** Both kinds of blogs have the same pages: `slug` names a workspace, `handle` a member. */
const BlogParams = z.looseObject({ slug: z.string().optional(), handle: z.string().optional() });
type BlogParams = z.infer<typeof BlogParams>;
const PostParams = BlogParams.extend({ post: z.string() });
type PostParams = z.infer<typeof PostParams>;
const BlogFeedParams = BlogParams.extend(FeedParams.shape);
type BlogFeedParams = z.infer<typeof BlogFeedParams>;

const ofEachBlog = (rest = '') => [`workspaces/:slug/blog${rest}`, `people/:handle/blog${rest}`];

@Controller()
export class BlogsController {
  constructor(
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Posts) private readonly posts: Posts,
    @Inject(BlogPages) private readonly pages: BlogPages,
    @Inject(PostPages) private readonly postPages: PostPages,
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(Removal) private readonly removal: Removal,
    @Inject(BlogFeeds) private readonly feeds: BlogFeeds,
  ) {}

  @Get('blogs')
  @Open()
  all(@CurrentViewer() viewer: Viewer, @Query({ schema: ListQuery }) { after }: ListQuery) {
    return this.pages.all(viewer, after);
  }

  @Get('blogs/feed.:format')
  @Open()
  feedOfAll(@CurrentViewer() viewer: Viewer, @Param({ schema: FeedParams }) { format }: z.infer<typeof FeedParams>) {
    return this.feeds.ofAll(viewer, format);
  }

  @Get(ofEachBlog())
  @Open()
  async one(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: BlogParams }) params: BlogParams,
    @Query({ schema: ListQuery }) { after }: ListQuery,
  ) {
    return this.pages.one(viewer, await this.blogOf(viewer, params), after);
  }

  @Get(ofEachBlog('/feed.:format'))
  @Open()
  async feedOfOne(@CurrentViewer() viewer: Viewer, @Param({ schema: BlogFeedParams }) params: BlogFeedParams) {
    const blog = await this.blogOf(viewer, params);
    return this.feeds.ofBlog(viewer, blog, params.format);
  }

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
    const post = await this.drafts.open(viewer, await this.blogOf(viewer, params));
    return go(draftPath(post._id));
  }

  @Get(ofEachBlog('/:post'))
  @Open()
  async post(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: PostParams }) params: PostParams,
    @Query({ schema: PostQuery }) query: PostQuery,
  ) {
    const blog = await this.blogOf(viewer, params);
    const found = await this.posts.find(viewer, blog, params.post);
    if (found.post.slug !== undefined && found.moved) return moved(postPath(blog.path, found.post.slug));
    return this.postPages.show(viewer, found.post, query);
  }

  private blogOf(viewer: Viewer, { slug, handle }: BlogParams): Promise<Blog> {
    return slug === undefined ? this.blogs.ofMember(handle ?? '') : this.blogs.ofWorkspace(viewer, slug);
  }
}
