import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { Confirmed, Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { go } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { IdParams, PostQuery } from './blogs.input.js';
import { Blogs } from './blogs.js';
import { draftPath } from './paths.js';
import { PostPages } from './post-pages.js';
import { Posts } from './posts/posts.js';
import { Removal } from './posts/removal.js';

/** What is done with one post, under the address that lasts. */
@Controller('posts/:id')
export class PostsController {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(PostPages) private readonly pages: PostPages,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Removal) private readonly removal: Removal,
  ) {}

  @Get()
  @Open()
  async show(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) params: IdParams,
    @Query({ schema: PostQuery }) query: PostQuery,
  ) {
    const post = await this.posts.byId(viewer, params.id);
    if (post.slug === undefined && !post.deleted) return go(draftPath(post._id));
    if (post.slug === undefined) return this.pages.show(viewer, post, query);
    return go(`${await this.posts.addressOf(viewer, post)}${searchOf(query)}`);
  }

  @Post('unpublication')
  @Confirmed()
  async unpublish(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) params: IdParams) {
    const post = await this.posts.byId(viewer, params.id);
    await this.removal.unpublish(viewer, post);
    if (post.state === 'scheduled') return go(draftPath(post._id), { key: 'blogs.flash.unscheduled' });
    return go(await this.posts.addressOf(viewer, post), { key: 'blogs.flash.unpublished' });
  }

  @Post('deletion')
  @Confirmed()
  async delete(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) params: IdParams) {
    const post = await this.posts.byId(viewer, params.id);
    await this.removal.delete(viewer, post);
    const own = viewer.is(post.author);
    const { path } = await this.blogs.of(viewer, post);
    return go(own ? '/drafts/deleted' : `${path}/deleted`, { key: 'blogs.flash.deleted' });
  }

  @Post('restoration')
  @Confirmed()
  async restore(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) params: IdParams) {
    const post = await this.removal.restore(viewer, params.id);
    return go(post.slug === undefined ? draftPath(post._id) : await this.posts.addressOf(viewer, post), {
      key: 'blogs.flash.restored',
    });
  }
}

const searchOf = ({ after, answer }: PostQuery): string => {
  const search = new URLSearchParams({ ...(after && { after }), ...(answer && { answer }) }).toString();
  return search && `?${search}`;
};
