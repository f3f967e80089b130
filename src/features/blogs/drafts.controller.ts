import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Confirmed } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Clock } from '../../platform/clock/clock.js';
import { parseId } from '../../platform/database/ids.js';
import { Invalid, NotFound } from '../../platform/errors/errors.js';
import { go, type PageAnswer } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { filledWith, ShowAgain, type TypedForm } from '../../platform/web/show-again.js';
import { Attachments, markdownOf } from '../attachments/public.js';
import { AttachInput, DraftInput, IdParams, PublishInput } from './blogs.input.js';
import { EditorPages, typedOf } from './editor-pages.js';
import { draftPath, keepOfPost } from './paths.js';
import { Drafts, type DraftText } from './posts/drafts.js';
import { Posts } from './posts/posts.js';
import { publishTime } from './posts/publish-time.js';
import { Publishing } from './posts/publishing.js';
import { renderPost } from './posts/text.js';

/** Writing: everything here exists for the author of the post alone. */
@Controller('drafts')
export class DraftsController {
  constructor(
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Publishing) private readonly publishing: Publishing,
    @Inject(EditorPages) private readonly editors: EditorPages,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get(':id')
  @Confirmed()
  async edit(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) params: IdParams) {
    return this.editors.open(viewer, await this.drafts.findFor(viewer, params.id));
  }

  @Post(':id')
  @Confirmed()
  @ShowAgain<DraftsController>((self, retry) => self.again(retry.viewer, retry.params, retry.form))
  async save(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) params: IdParams,
    @Body({ schema: DraftInput }) input: DraftInput,
  ) {
    const post = await this.drafts.save(viewer, params.id, textOf(input));
    return go(draftPath(post._id), { key: 'blogs.flash.saved', stored: keepOfPost(post._id) });
  }

  @Post(':id/preview')
  @Confirmed()
  @ShowAgain<DraftsController>((self, retry) => self.again(retry.viewer, retry.params, retry.form))
  async preview(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) params: IdParams,
    @Body({ schema: DraftInput }) input: DraftInput,
  ) {
    const post = await this.drafts.saveToRender(viewer, params.id, textOf(input));
    const preview = await this.attachments.dress(renderPost(input.text).html);
    return this.editors.show(viewer, { post, form: filledWith(typedOf(input, post)), preview });
  }

  @Post(':id/attachments')
  @Confirmed()
  @ShowAgain<DraftsController>((self, retry) => self.again(retry.viewer, retry.params, retry.form))
  async attach(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) params: IdParams,
    @Body({ schema: AttachInput }) input: AttachInput,
  ) {
    if (!input.file) throw Invalid.field('file', 'attachments.rule.needed');
    // Saved first: whoever is behind hears of it before the file is taken.
    const { revision } = await this.drafts.save(viewer, params.id, textOf(input));
    const attachment = await this.attachments.add(viewer, input.file);
    const text = `${input.text}\n\n${markdownOf(attachment, input.alt)}`.trimStart();
    return this.save(viewer, params, { ...input, text, revision });
  }

  @Post(':id/publication')
  @Confirmed()
  @ShowAgain<DraftsController>((self, retry) => self.again(retry.viewer, retry.params, retry.form))
  async publish(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: IdParams }) params: IdParams,
    @Body({ schema: PublishInput }) input: PublishInput,
  ) {
    const at = publishTime(input, viewer.timeZone, this.clock.now());
    const post = await this.publishing.publish(viewer, params.id, textOf(input), { at, minor: input.minor });
    const stored = keepOfPost(post._id);
    if (post.state === 'scheduled') return go('/drafts', { key: 'blogs.flash.scheduled', stored });
    const key = post.version > 1 ? 'blogs.flash.edited' : 'blogs.flash.published';
    return go(await this.posts.addressOf(viewer, post), { key, stored });
  }

  @Post(':id/discard')
  @Confirmed()
  async discard(@CurrentViewer() viewer: Viewer, @Param({ schema: IdParams }) params: IdParams) {
    const post = await this.drafts.discardEdit(viewer, params.id);
    return go(await this.posts.addressOf(viewer, post), {
      key: 'blogs.flash.discarded',
      stored: keepOfPost(post._id),
    });
  }

  /** The form as it was typed, after a refusal. */
  async again(viewer: Viewer, params: Record<string, string>, form: TypedForm): Promise<PageAnswer> {
    const id = parseId<'post'>(params.id ?? '');
    if (!id) throw new NotFound();
    return this.editors.show(viewer, { post: await this.drafts.findFor(viewer, id), form });
  }
}

const textOf = ({ text, ...rest }: DraftInput): DraftText => ({ ...rest, source: text });
