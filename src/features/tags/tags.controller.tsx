import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { CursorQuery } from '../../platform/api/api.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/errors/errors.js';
import { FEED_LENGTH, feedAnswer } from '../../platform/feeds/feeds.js';
import { translator } from '../../platform/i18n/translator.js';
import { foldTag, tagPath } from '../../platform/text/tags.js';
import { page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { Follows } from '../notifications/public.js';
import { TagPage } from './pages/tag-page.js';
import { TagsPage } from './pages/tags-page.js';
import { TaggedLists } from './tagged-lists.js';
import { TagFeedParams, TagParams } from './tags.input.js';
import { Tags } from './tags.js';

const ON_A_PAGE = 30;
const LIST_LENGTH = 300;

/** All tags, and all that one of them stands on. */
@Controller('tags')
export class TagsController {
  constructor(
    @Inject(Tags) private readonly tags: Tags,
    @Inject(TaggedLists) private readonly lists: TaggedLists,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Config) private readonly config: Config,
  ) {}

  @Get()
  @Open()
  async all(@CurrentViewer() viewer: Viewer, @Query({ schema: CursorQuery }) { after }: CursorQuery) {
    const [cloud, list] = await Promise.all([
      after ? [] : this.tags.cloudFor(viewer),
      this.tags.listFor(viewer, { after, limit: LIST_LENGTH }),
    ]);
    return page((ui) => <TagsPage ui={ui} cloud={cloud} list={list} further={Boolean(after)} />);
  }

  @Get(':tag')
  @Open()
  async one(
    @CurrentViewer() viewer: Viewer,
    @Param({ schema: TagParams }) { tag }: TagParams,
    @Query({ schema: CursorQuery }) { after }: CursorQuery,
  ) {
    const key = keyOf(tag);
    const [found, listing, way] = await Promise.all([
      this.tags.findFor(viewer, key),
      this.lists.listFor(viewer, key, { after, limit: ON_A_PAGE }),
      this.follows.wayOf(viewer, { kind: 'tag', target: key }),
    ]);
    return page(
      (ui) => <TagPage ui={ui} tag={found ?? { key, name: tag, count: 0 }} listing={listing} way={way} after={after} />,
      found || way ? 200 : 404,
    );
  }

  @Get(':tag/feed.:format')
  @Open()
  async feed(@CurrentViewer() viewer: Viewer, @Param({ schema: TagFeedParams }) { tag, format }: TagFeedParams) {
    const key = keyOf(tag);
    const [found, { items }] = await Promise.all([
      this.tags.findFor(viewer, key),
      this.lists.listFor(viewer, key, { limit: FEED_LENGTH }),
    ]);
    const source = {
      title: translator(viewer.locale)('tags.feed', { tag: found?.name ?? key }),
      path: tagPath(key),
      publicUrl: this.config.publicUrl,
      secret: viewer.member !== null,
      items,
    };
    return feedAnswer(source, format);
  }
}

/** Other spellings are the same tag. @throws NotFound for what can be no tag. */
function keyOf(tag: string): string {
  const key = foldTag(tag);
  if (!key) throw new NotFound();
  return key;
}
