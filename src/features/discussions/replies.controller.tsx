import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { Confirmed } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Conflict, Forbidden, Invalid } from '../../platform/errors/errors.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer, type Request, wantsJson } from '../../platform/web/request.js';
import { filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { DiscussionPages } from './discussion-pages.js';
import { DiscussionParams, EditReplyForm, ReplyForm, ReplyParams } from './discussions.input.js';
import { Discussions } from './discussions.js';
import { type Held, replyRules } from './discussions.policy.js';
import { LiveDiscussions } from './live/live-discussions.js';
import { EditReplyPage } from './pages/edit-reply-page.js';
import { discussionPath, plainPath, replyPath } from './paths.js';
import { Replies } from './replies.js';
import { Threads } from './threads.js';

/** Answering: the form of the page, with or without script. */
@Controller(['discussions', 'workspaces/:slug/discussions'])
export class RepliesController {
  constructor(
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Replies) private readonly replies: Replies,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(LiveDiscussions) private readonly live: LiveDiscussions,
    @Inject(DiscussionPages) private readonly pages: DiscussionPages,
  ) {}

  /** The page's script asks for JSON and gets the stored reply as the fragment that it puts into the page. */
  @Post(':id/replies')
  @Confirmed()
  @ShowAgain<RepliesController>(async (self, { viewer, params, form }) => {
    const held = await self.discussions.findFor(viewer, params.id ?? '');
    return self.pages.show(viewer, held, { reply: await self.threads.lastSeq(held) }, form);
  })
  async add(
    @Req() request: Request,
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: DiscussionParams }) { id }: DiscussionParams,
    @Body({ schema: ReplyForm }) input: ReplyForm,
  ) {
    const held = await this.discussions.findFor(viewer, id);
    if (!wantsJson(request)) return this.addFromForm(viewer, held, input);
    const reply = await this.replies.add(viewer, held, input);
    return this.live.fragment(viewer.locale, await this.threads.presentOne(held, reply));
  }

  /** What can no longer be said here, since it was closed meanwhile or they left, is shown again and not lost. */
  private async addFromForm(viewer: Viewer, held: Held, input: ReplyForm) {
    const reply = await this.replies.add(viewer, held, input).catch((error: unknown) => {
      throw error instanceof Conflict || error instanceof Forbidden ? Invalid.field('', error.key) : error;
    });
    const path = discussionPath(held.place, held.discussion);
    const stored = `reply:${held.discussion._id.toHexString()}`;
    return go(replyPath(path, reply.seq), { key: 'discussions.flash.replied', stored });
  }

  @Get(':id/replies/:seq/edit')
  @Confirmed()
  async editPage(@CurrentViewer() viewer: Viewer, @Param({ schema: ReplyParams }) { id, seq }: ReplyParams) {
    const held = await this.discussions.findFor(viewer, id);
    const { source, language, revision } = await this.replies.find(held, seq);
    return this.editForm(viewer, held, seq, filledWith({ text: source, language, revision: String(revision) }));
  }

  @Post(':id/replies/:seq')
  @Confirmed()
  @ShowAgain<RepliesController>(async (self, { viewer, params, form }) =>
    self.editForm(viewer, await self.discussions.findFor(viewer, params.id ?? ''), Number(params.seq), form),
  )
  async edit(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: ReplyParams }) { id, seq }: ReplyParams,
    @Body({ schema: EditReplyForm }) input: EditReplyForm,
  ) {
    const held = await this.discussions.findFor(viewer, id);
    await this.replies.edit(viewer, held, seq, input);
    return go(addressOf(held, seq), { key: 'discussions.flash.replyChanged', stored: keepOf(held, seq) });
  }

  @Post(':id/replies/:seq/removal')
  @Confirmed()
  async remove(@CurrentViewer() viewer: Viewer, @Param({ schema: ReplyParams }) { id, seq }: ReplyParams) {
    const held = await this.discussions.findFor(viewer, id);
    await this.replies.remove(viewer, held, seq);
    return go(addressOf(held, seq), { key: 'discussions.flash.replyRemoved' });
  }

  private async editForm(viewer: Viewer, held: Held, seq: number, form: TypedForm) {
    const { author, removed } = await this.replies.find(held, seq);
    if (!replyRules.edit(viewer, held, { authorId: author, removed })) throw new Forbidden();
    const discussion = await this.threads.presentDiscussion(held);
    const around = await this.discussions.around(viewer, held.place);
    return page((ui) => (
      <EditReplyPage
        ui={ui}
        around={around}
        form={shownForm(ui, form)}
        discussion={discussion}
        action={`${plainPath(held.place, held.discussion._id)}/replies/${seq}`}
        keep={keepOf(held, seq)}
      />
    ));
  }
}

const addressOf = ({ discussion, place }: Held, seq: number): string =>
  replyPath(discussionPath(place, discussion), seq);

const keepOf = ({ discussion }: Held, seq: number): string => `reply:${discussion._id.toHexString()}:${seq}`;
