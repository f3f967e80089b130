import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { Confirmed, Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Forbidden } from '../../platform/errors/errors.js';
import { FeedParams, feedAnswer } from '../../platform/feeds/feeds.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { Tags } from '../tags/public.js';
import { DiscussionLists } from './discussion-lists.js';
import { DiscussionFeeds } from './discussions.feeds.js';
import { ListQuery, OpenForm, PlaceParams } from './discussions.input.js';
import { Discussions } from './discussions.js';
import { type Place, placeRules } from './discussions.policy.js';
import { Opening } from './opening.js';
import { ListPage } from './pages/list-page.js';
import { WritePage } from './pages/write-page.js';
import { discussionPath, listPath } from './paths.js';

const ON_A_PAGE = 30;

type FormatParams = PlaceParams & { format: 'rss' | 'atom' | 'json' };

/** The discussions of a workspace; without one, all that the viewer sees, which is where the open forum is. */
@Controller(['discussions', 'workspaces/:slug/discussions'])
export class DiscussionListsController {
  constructor(
    @Inject(Discussions) private readonly discussions: Discussions,
    @Inject(Opening) private readonly opening: Opening,
    @Inject(DiscussionLists) private readonly lists: DiscussionLists,
    @Inject(Tags) private readonly tags: Tags,
    @Inject(DiscussionFeeds) private readonly feeds: DiscussionFeeds,
  ) {}

  @Get()
  @Open()
  async list(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: PlaceParams }) { slug }: PlaceParams,
    @Query({ schema: ListQuery }) { after }: ListQuery,
  ) {
    const place = await this.discussions.placeFor(viewer, slug);
    const range = place?._id ?? 'everywhere';
    const [around, cloud, pinned, { items, next }, total] = await Promise.all([
      this.discussions.around(viewer, place),
      place ? this.tags.cloudOf(place._id, 'discussions') : this.tags.cloudFor(viewer, 'discussions'),
      after ? [] : this.lists.pinned(viewer, range),
      this.lists.list(viewer, range, { after, limit: ON_A_PAGE, withoutPinned: true }),
      this.lists.count(viewer, range),
    ]);
    return page((ui) => (
      <ListPage
        ui={ui}
        around={around}
        cloud={cloud}
        pinned={pinned}
        items={items}
        next={next}
        further={Boolean(after)}
        total={total}
        mayOpen={placeRules.open(viewer, place)}
      />
    ));
  }

  @Get('feed.:format')
  @Open()
  async feed(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: PlaceParams.extend(FeedParams.shape) }) { slug, format }: FormatParams,
  ) {
    const place = await this.discussions.placeFor(viewer, slug);
    return feedAnswer(await this.feeds.ofPlace(viewer, place), format);
  }

  @Get('new')
  @Confirmed()
  async newPage(@CurrentViewer() viewer: Viewer, @Param({ schema: PlaceParams }) { slug }: PlaceParams) {
    const place = await this.openingPlace(viewer, slug);
    const language = viewer.writesIn(place?.language);
    return this.form(viewer, place, filledWith({ language, clientId: randomUUID() }));
  }

  @Post()
  @Confirmed()
  @ShowAgain<DiscussionListsController>(async (self, { viewer, params, form }) =>
    self.form(viewer, await self.openingPlace(viewer, params.slug), form),
  )
  async open(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: PlaceParams }) { slug }: PlaceParams,
    @Body({ schema: OpenForm }) input: OpenForm,
  ) {
    const place = await this.discussions.placeFor(viewer, slug);
    const opened = await this.opening.open(viewer, place, input);
    return go(discussionPath(place, opened), { key: 'discussions.flash.opened', stored: keepNew(place) });
  }

  private async openingPlace(viewer: Viewer, slug: string | undefined): Promise<Place> {
    const place = await this.discussions.placeFor(viewer, slug);
    if (!placeRules.open(viewer, place)) throw new Forbidden('discussions.mayNotOpen');
    return place;
  }

  private async form(viewer: Viewer, place: Place, form: TypedForm) {
    const [around, suggestions] = await Promise.all([
      this.discussions.around(viewer, place),
      this.tags.suggestFor(viewer, ''),
    ]);
    return page((ui) => (
      <WritePage
        ui={ui}
        around={around}
        form={shownForm(ui, form)}
        action={listPath(place)}
        keep={keepNew(place)}
        changes={null}
        suggestions={suggestions}
      />
    ));
  }
}

const keepNew = (place: Place): string => `discussion:new:${place?.slug ?? ''}`;
