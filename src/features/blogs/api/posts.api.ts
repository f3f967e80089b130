import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Confirmed, Open, SignedIn } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Api, CursorQuery, listOf } from '../../../platform/api/api.js';
import { CurrentViewer } from '../../../platform/web/request.js';
import { IdParams } from '../blogs.input.js';
import { Blogs } from '../blogs.js';
import { Composing } from '../posts/composing.js';
import { Posts } from '../posts/posts.js';
import { Versions } from '../posts/versions.js';
import { PostAnswers } from './post-answers.js';
import { EditBody, ListedPostShape, PostBody, PostShape, VersionShape } from './shapes.js';

const SlugParams = z.looseObject({ slug: z.string() });
type SlugParams = z.infer<typeof SlugParams>;

/** Posts for programs: the same verbs and rules as the pages. */
@Controller('api/v1')
export class PostsApi {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(PostAnswers) private readonly answers: PostAnswers,
    @Inject(Composing) private readonly composing: Composing,
    @Inject(Versions) private readonly versions: Versions,
  ) {}

  @Get('posts')
  @Open()
  @Api({ summary: 'List the posts of all blogs, newest first', answer: listOf(ListedPostShape) })
  async list(@CurrentViewer() viewer: Viewer, @Query({ schema: CursorQuery }) query: CursorQuery) {
    const { items, next } = await this.posts.list(viewer, query);
    return { items: await this.answers.list(viewer, items), next };
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
    return { items: await this.answers.list(viewer, items), next };
  }

  @Post('posts')
  @Confirmed()
  @Api({ summary: 'Write a post in your own blog, and publish it unless it is to stay a draft', answer: PostShape })
  async write(@CurrentViewer() viewer: Viewer, @Body({ schema: PostBody }) body: PostBody) {
    const blog = await this.blogs.ofMember(viewer.member?.handle ?? '');
    return this.answers.one(viewer, await this.composing.compose(viewer, blog, body));
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
    return this.answers.one(viewer, await this.composing.compose(viewer, blog, body));
  }

  @Get('posts/:id')
  @Open()
  @Api({ summary: 'Get a post', answer: PostShape })
  async get(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.answers.one(viewer, await this.posts.byId(viewer, id));
  }

  @Patch('posts/:id')
  @Confirmed()
  @Api({ summary: 'Change a public post; what is left out stays', answer: PostShape })
  async edit(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: EditBody }) body: EditBody,
  ) {
    return this.answers.one(viewer, await this.composing.edit(viewer, id, body));
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
}
