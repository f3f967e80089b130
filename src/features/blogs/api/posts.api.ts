import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open, SignedIn } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Api, CursorQuery, listOf } from '../../../platform/api/api.js';
import { Clock } from '../../../platform/clock/clock.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { IdParams } from '../blogs.input.js';
import { Blogs } from '../blogs.js';
import { Composing } from '../posts/composing.js';
import { Posts } from '../posts/posts.js';
import { momentInFuture } from '../posts/publish-time.js';
import { Publishing } from '../posts/publishing.js';
import { Removal } from '../posts/removal.js';
import { PostShower } from '../posts/shown.js';
import { Versions } from '../posts/versions.js';
import { EditBody, ListedPostShape, listedPost, PostBody, PostShape, PublicationBody, VersionShape } from './shapes.js';

const SlugParams = z.looseObject({ slug: z.string() });
type SlugParams = z.infer<typeof SlugParams>;

/** Posts for programs: the same verbs and rules as the pages. */
@Controller('api/v1')
export class PostsApi {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(PostShower) private readonly shower: PostShower,
    @Inject(Composing) private readonly composing: Composing,
    @Inject(Publishing) private readonly publishing: Publishing,
    @Inject(Removal) private readonly removal: Removal,
    @Inject(Versions) private readonly versions: Versions,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('posts')
  @Open()
  @Api({ summary: 'List the posts of all blogs, newest first', answer: listOf(ListedPostShape) })
  async list(@CurrentViewer() viewer: Viewer, @Query({ schema: CursorQuery }) query: CursorQuery) {
    const { items, next } = await this.posts.list(viewer, query);
    return { items: (await this.shower.show(viewer, items)).map(listedPost), next };
  }

  @Get('workspaces/:slug/posts')
  @Open()
  @Api({ summary: 'List the posts of a workspace, newest first', answer: listOf(ListedPostShape) })
  async listOfWorkspace(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: SlugParams }) { slug }: SlugParams,
    @Query({ schema: CursorQuery }) query: CursorQuery,
  ) {
    const { items, next } = await this.posts.list(viewer, query, await this.blogs.ofWorkspace(viewer, slug));
    return { items: (await this.shower.show(viewer, items)).map(listedPost), next };
  }

  @Post('posts')
  @Confirmed()
  @Api({ summary: 'Write a post in your own blog, and publish it unless it is to stay a draft', answer: PostShape })
  async write(@CurrentViewer() viewer: Viewer, @Body({ schema: PostBody }) body: PostBody) {
    const blog = await this.blogs.ofMember(viewer.member?.handle ?? '');
    return this.answer(viewer, await this.composing.compose(viewer, blog, body));
  }

  @Post('workspaces/:slug/posts')
  @Confirmed()
  @Api({
    summary: 'Write a post in the blog of a workspace, and publish it unless it is to stay a draft',
    answer: PostShape,
  })
  async writeInWorkspace(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: SlugParams }) { slug }: SlugParams,
    @Body({ schema: PostBody }) body: PostBody,
  ) {
    const blog = await this.blogs.ofWorkspace(viewer, slug);
    return this.answer(viewer, await this.composing.compose(viewer, blog, body));
  }

  @Get('posts/:id')
  @Open()
  @Api({ summary: 'Get a post', answer: PostShape })
  async get(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.answer(viewer, await this.posts.byId(viewer, id));
  }

  @Patch('posts/:id')
  @Confirmed()
  @Api({ summary: 'Change a public post; what is left out stays', answer: PostShape })
  async edit(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: EditBody }) body: EditBody,
  ) {
    return this.answer(viewer, await this.composing.edit(viewer, id, body));
  }

  @Put('posts/:id/publication')
  @Confirmed()
  @Api({ summary: 'Publish a draft as it was saved, now or at a time', answer: PostShape })
  async publish(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: PublicationBody }) { at, minor }: PublicationBody,
  ) {
    const when = at ? momentInFuture(new Date(at), this.clock.now(), 'at') : null;
    return this.answer(viewer, await this.composing.publish(viewer, id, { at: when, minor }));
  }

  @Delete('posts/:id/publication')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Take a post down, or stop its publication at a time', status: 204 })
  async unpublish(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.publishing.unpublish(viewer, await this.posts.byId(viewer, id));
  }

  @Delete('posts/:id')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Delete a post; it can be restored for 30 days', status: 204 })
  async delete(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.removal.delete(viewer, await this.posts.byId(viewer, id));
  }

  @Post('posts/:id/restoration')
  @Confirmed()
  @HttpCode(204)
  @Api({ summary: 'Restore a deleted post', status: 204 })
  async restore(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    await this.removal.restore(viewer, id);
  }

  @Get('posts/:id/versions')
  @SignedIn()
  @Api({ summary: 'List the versions of a post, newest first', answer: z.array(VersionShape) })
  async history(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    const versions = await this.versions.listOf(await this.versions.postFor(viewer, id));
    return versions.map(({ number, title, language, tags, at, minor }) => ({
      number,
      title,
      language,
      tags: tags.map(({ name }) => name),
      at: at.toISOString(),
      minor,
    }));
  }

  /** For its author the text is the one being written, where readers see none yet. */
  private async answer(viewer: Viewer, post: Awaited<ReturnType<Posts['byId']>>) {
    const [shown] = await this.shower.show(viewer, [post.version > 0 ? post : { ...post, ...post.work }]);
    if (!shown) throw new Error('a post that is there is shown');
    const text = post.version > 0 ? post.source : (post.work?.source ?? '');
    return { ...listedPost(shown), text, html: post.html, version: post.version };
  }
}
