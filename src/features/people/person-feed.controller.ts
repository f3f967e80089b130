import { Controller, Get, Inject, Param } from '@nestjs/common';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Config } from '../../platform/config/config.js';
import { Contents } from '../../platform/content/contents.js';
import { FEED_LENGTH, FeedParams, feedAnswer } from '../../platform/feeds/feeds.js';
import { translator } from '../../platform/i18n/translator.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { HandleParams } from './people.input.js';
import { People } from './people.js';

const FeedOfPerson = HandleParams.extend(FeedParams.shape);
type FeedOfPerson = HandleParams & { format: 'rss' | 'atom' | 'json' };

/** One person by feed. */
@Controller('people/:handle')
@Open()
export class PersonFeedController {
  constructor(
    @Inject(People) private readonly people: People,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** What they wrote, of all kinds, as far as whoever asks may see it. */
  @Get('feed.:format')
  async feed(@CurrentViewer() viewer: Viewer, @Param({ schema: FeedOfPerson }) { handle, format }: FeedOfPerson) {
    const member = await this.people.findFor(viewer, handle);
    const source = {
      title: translator(viewer.locale)('people.feed.title', { name: member.name }),
      path: `/people/${member.handle}`,
      publicUrl: this.config.publicUrl,
      items: await this.contents.feed(viewer, { by: member._id, limit: FEED_LENGTH }),
      secret: viewer.member !== null,
    };
    return feedAnswer(source, format);
  }
}
