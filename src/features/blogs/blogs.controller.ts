import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { FeedParams } from '../../platform/feeds/feeds.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { BlogPages } from './blog-pages.js';
import { BlogFeeds } from './blogs.feeds.js';
import { BlogParams, ListQuery } from './blogs.input.js';
import { Blogs } from './blogs.js';
import { ofEachBlog } from './paths.js';

const BlogFeedParams = BlogParams.extend(FeedParams.shape);
type BlogFeedParams = z.infer<typeof BlogFeedParams>;

@Controller()
export class BlogsController {
  constructor(
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(BlogPages) private readonly pages: BlogPages,
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
    return this.pages.one(viewer, await this.blogs.at(viewer, params), after);
  }

  @Get(ofEachBlog('/feed.:format'))
  @Open()
  async feedOfOne(@CurrentViewer() viewer: Viewer, @Param({ schema: BlogFeedParams }) params: BlogFeedParams) {
    const blog = await this.blogs.at(viewer, params);
    return this.feeds.ofBlog(viewer, blog, params.format);
  }
}
