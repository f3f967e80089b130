import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { Confirmed, Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { go, type PageAnswer, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { ShowAgain, type TypedForm } from '../../platform/web/show-again.js';
import { Attachments } from '../attachments/public.js';
import { CommentInput, IdParams, PostQuery, VersionParams } from './blogs.input.js';
import { Blogs } from './blogs.js';
import { postRules } from './blogs.policy.js';
import { Comments } from './comments/comments.js';
import { VersionPage } from './pages/version-page.js';
import { VersionsPage } from './pages/versions-page.js';
import { commentPath, draftPath, keepOfComment } from './paths.js';
import { PostPages } from './post-pages.js';
import { Posts } from './posts/posts.js';
import { Publishing } from './posts/publishing.js';
import { Removal } from './posts/removal.js';
import { renderPost } from './posts/text.js';
import { Versions } from './posts/versions.js';

/** What is done with one post, under the address that lasts. */
@Controller('posts/:id')
export class PostsController {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(PostPages) private readonly pages: PostPages,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Publishing) private readonly publishing: Publishing,
    @Inject(Removal) private readonly removal: Removal,
    @Inject(Versions) private readonly versions: Versions,
    @Inject(Comments) private readonly comments: Comments,
    @Inject(Attachments) private readonly attachments: Attachments,
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
    await this.publishing.unpublish(viewer, post);
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

  @Get('versions')
  @SignedIn()
  async history(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) params: IdParams) {
    const post = await this.versions.postFor(viewer, params.id);
    const [blog, versions] = await Promise.all([this.blogs.of(viewer, post), this.versions.listOf(post)]);
    const around = await this.blogs.around(viewer, blog);
    return page((ui) => <VersionsPage ui={ui} blog={blog} around={around} post={post} versions={versions} />);
  }

  @Get('versions/:number')
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

  @Post('versions/:number/restoration')
  @Confirmed()
  async takeBack(@CurrentViewer() viewer: Viewer, @Param({ schema: VersionParams }) params: VersionParams) {
    const post = await this.versions.takeBack(viewer, params.id, params.number);
    return go(await this.posts.addressOf(viewer, post), {
      key: 'blogs.flash.tookBack',
      params: { number: params.number },
    });
  }

  @Post('comments')
  @Confirmed()
  @ShowAgain<PostsController>((self, { viewer, params, form }) => self.commentAgain(viewer, params, form))
  async comment(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) params: IdParams,
    @Body({ schema: CommentInput }) { parent, ...input }: CommentInput,
  ) {
    const answered = parent ? parseId<'comment'>(parent) : null;
    const comment = await this.comments.add(viewer, params.id, { ...input, parent: answered });
    return go(commentPath(comment._id), {
      key: 'blogs.flash.commented',
      stored: keepOfComment(comment.post, answered),
    });
  }

  async commentAgain(viewer: Viewer, params: Record<string, string>, form: TypedForm): Promise<PageAnswer> {
    const id = parseId<'post'>(params.id ?? '');
    if (!id) throw new NotFound();
    const answer = typeof form.values.parent === 'string' ? form.values.parent : undefined;
    return this.pages.show(viewer, await this.posts.byId(viewer, id), { answer }, form);
  }
}

const searchOf = ({ after, answer }: PostQuery): string => {
  const search = new URLSearchParams({ ...(after && { after }), ...(answer && { answer }) }).toString();
  return search && `?${search}`;
};
