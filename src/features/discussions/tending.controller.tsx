import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Confirmed } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';
import { Forbidden } from '../../platform/errors/errors.js';
import { tagLine } from '../../platform/text/tags.js';
import { go, page } from '../../platform/web/answers.js';
import type { Flash } from '../../platform/web/flash.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { EMPTY_FORM, filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { Tags } from '../tags/public.js';
import { type WorkspaceId, Workspaces } from '../workspaces/public.js';
import { ChangeForm, DiscussionParams, MoveInput } from './discussions.input.js';
import { Discussions } from './discussions.js';
import { discussionRules, type Held, placeRules } from './discussions.policy.js';
import { Opening } from './opening.js';
import { MovePage } from './pages/move-page.js';
import { WritePage } from './pages/write-page.js';
import { discussionPath, listPath, plainPath } from './paths.js';
import { Tending } from './tending.js';
import { Threads } from './threads.js';

type Verb = 'close' | 'reopen' | 'pin' | 'unpin';

/** Changing a discussion, and what facilitators and moderators do with it. */
@Controller(['discussions', 'workspaces/:slug/discussions'])
export class TendingController {
  constructor(
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Opening) private readonly opening: Opening,
    @Inject(Tending) private readonly tending: Tending,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(Tags) private readonly tags: Tags,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
  ) {}

  @Get(':id/edit')
  @Confirmed()
  async editPage(@CurrentViewer() viewer: Viewer, @Param({ schema: DiscussionParams }) { id }: DiscussionParams) {
    const held = await this.discussions.findFor(viewer, id);
    const { title, source, tags, language, revision = 0 } = held.discussion;
    const typed = { title, text: source, tags: tagLine(tags), language, revision: String(revision) };
    return this.editForm(viewer, held, filledWith(typed));
  }

  @Post(':id')
  @Confirmed()
  @ShowAgain<TendingController>(async (self, { viewer, params, form }) =>
    self.editForm(viewer, await self.discussions.findFor(viewer, params.id ?? ''), form),
  )
  async change(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: DiscussionParams }) { id }: DiscussionParams,
    @Body({ schema: ChangeForm }) input: ChangeForm,
  ) {
    const held = await this.discussions.findFor(viewer, id);
    await this.opening.change(viewer, held, input);
    const path = discussionPath(held.place, { ...held.discussion, title: input.title });
    return go(path, { key: 'discussions.flash.changed', stored: keepEdit(held) });
  }

  @Post(':id/closure')
  @Confirmed()
  close(@CurrentViewer() viewer: Viewer, @Param({ schema: DiscussionParams }) { id }: DiscussionParams) {
    return this.tend(viewer, id, 'close', { key: 'discussions.flash.closed' });
  }

  @Post(':id/closure/end')
  @Confirmed()
  reopen(@CurrentViewer() viewer: Viewer, @Param({ schema: DiscussionParams }) { id }: DiscussionParams) {
    return this.tend(viewer, id, 'reopen', { key: 'discussions.flash.reopened' });
  }

  @Post(':id/pin')
  @Confirmed()
  pin(@CurrentViewer() viewer: Viewer, @Param({ schema: DiscussionParams }) { id }: DiscussionParams) {
    return this.tend(viewer, id, 'pin', { key: 'discussions.flash.pinned' });
  }

  @Post(':id/pin/end')
  @Confirmed()
  unpin(@CurrentViewer() viewer: Viewer, @Param({ schema: DiscussionParams }) { id }: DiscussionParams) {
    return this.tend(viewer, id, 'unpin', { key: 'discussions.flash.unpinned' });
  }

  @Post(':id/removal')
  @Confirmed()
  async remove(@CurrentViewer() viewer: Viewer, @Param({ schema: DiscussionParams }) { id }: DiscussionParams) {
    const held = await this.discussions.findFor(viewer, id);
    await this.tending.remove(viewer, held);
    return go(listPath(held.place), { key: 'discussions.flash.removed' });
  }

  @Get(':id/move')
  @Confirmed()
  async movePage(@CurrentViewer() viewer: Viewer, @Param({ schema: DiscussionParams }) { id }: DiscussionParams) {
    return this.moveForm(viewer, await this.discussions.findFor(viewer, id), EMPTY_FORM);
  }

  @Post(':id/move')
  @Confirmed()
  @ShowAgain<TendingController>(async (self, { viewer, params, form }) =>
    self.moveForm(viewer, await self.discussions.findFor(viewer, params.id ?? ''), form),
  )
  async move(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: DiscussionParams }) { id }: DiscussionParams,
    @Body({ schema: MoveInput }) { to }: MoveInput,
  ) {
    const held = await this.discussions.findFor(viewer, id);
    const place = await this.tending.move(viewer, held, to);
    return go(discussionPath(place, held.discussion), { key: 'discussions.flash.moved' });
  }

  private async tend(viewer: Viewer, id: string, verb: Verb, flash: Flash) {
    const held = await this.discussions.findFor(viewer, id);
    await this.tending[verb](viewer, held);
    return go(discussionPath(held.place, held.discussion), flash);
  }

  private async editForm(viewer: Viewer, held: Held, form: TypedForm) {
    if (!discussionRules.change(viewer, held)) throw new Forbidden();
    const { discussion, place } = held;
    const [around, suggestions] = await Promise.all([
      this.discussions.around(viewer, place),
      this.tags.suggestFor(viewer, ''),
    ]);
    const path = discussionPath(place, discussion);
    return page((ui) => (
      <WritePage
        ui={ui}
        around={around}
        form={shownForm(ui, form)}
        action={plainPath(place, discussion._id)}
        keep={keepEdit(held)}
        changes={{ title: discussion.title, path, withText: discussionRules.changeText(viewer, held) }}
        suggestions={suggestions}
      />
    ));
  }

  private async moveForm(viewer: Viewer, held: Held, form: TypedForm) {
    if (!discussionRules.tend(viewer, held)) throw new Forbidden();
    const shown = await this.threads.presentDiscussion(held);
    const around = await this.discussions.around(viewer, held.place);
    const places = await this.workspaces.namedFor(viewer, facilitatedBy(viewer));
    const slugs = [...places.values()].filter(({ archived }) => !archived).map(({ slug }) => slug);
    return page((ui) => (
      <MovePage
        ui={ui}
        around={around}
        form={shownForm(ui, form)}
        discussion={shown}
        action={`${plainPath(held.place, held.discussion._id)}/move`}
        suggestions={slugs.filter((slug) => slug !== held.place?.slug)}
        forum={held.place !== null && placeRules.tend(viewer, null)}
      />
    ));
  }
}

const facilitatedBy = ({ standing }: Viewer): WorkspaceId[] =>
  [...standing.workspaces].flatMap(([id, role]) => (role === 'facilitator' ? (parseId<'workspace'>(id) ?? []) : []));

const keepEdit = ({ discussion }: Held): string => `discussion:${discussion._id.toHexString()}`;
