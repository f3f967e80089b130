import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Confirmed, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { Attachments } from '../attachments/public.js';
import { IdParams, VersionParams } from './blogs.input.js';
import { Blogs } from './blogs.js';
import { postRules } from './blogs.policy.js';
import { VersionPage } from './pages/version-page.js';
import { VersionsPage } from './pages/versions-page.js';
import { Posts } from './posts/posts.js';
import { renderPost } from './posts/text.js';
import { Versions } from './posts/versions.js';

/** What readers saw of a post before. */
@Controller('posts/:id/versions')
export class VersionsController {
  constructor(
    @Inject(Versions) private readonly versions: Versions,
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Attachments) private readonly attachments: Attachments,
  ) {}

  @Get()
  @SignedIn()
  async history(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) params: IdParams) {
    const post = await this.versions.postFor(viewer, params.id);
    const [blog, versions] = await Promise.all([this.blogs.of(viewer, post), this.versions.listOf(post)]);
    const around = await this.blogs.around(viewer, blog);
    return page((ui) => <VersionsPage ui={ui} blog={blog} around={around} post={post} versions={versions} />);
  }

  @Get(':number')
  @SignedIn()
  async version(@CurrentViewer() viewer: Viewer, @Param({ schema: VersionParams }) params: VersionParams) {
    const post = await this.versions.postFor(viewer, params.id);
    const [blog, pair] = await Promise.all([this.blogs.of(viewer, post), this.versions.pairOf(post, params.number)]);
    const html = await this.attachments.dress(renderPost(pair.version.source).html);
    const around = await this.blogs.around(viewer, blog);
    const takeBack =
      params.number < post.version && post.state === 'published' && postRules.edit(viewer, post, blog.workspace);
    return page((ui) => (
      <VersionPage ui={ui} blog={blog} around={around} post={post} {...pair} html={html} can={{ takeBack }} />
    ));
  }

  @Post(':number/restoration')
  @Confirmed()
  async takeBack(@CurrentViewer() viewer: Viewer, @Param({ schema: VersionParams }) params: VersionParams) {
    const post = await this.versions.takeBack(viewer, params.id, params.number);
    return go(await this.posts.addressOf(viewer, post), {
      key: 'blogs.flash.tookBack',
      params: { number: params.number },
    });
  }
}
