import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Config } from '../../platform/config/config.js';
import { Contents } from '../../platform/content/contents.js';
import { FEED_LENGTH, FeedParams, feedAnswer } from '../../platform/feeds/feeds.js';
import { translator } from '../../platform/i18n/translator.js';
import { renderMarkdown } from '../../platform/text/markdown.js';
import { page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { Directory, type Member } from '../accounts/public.js';
import { Follows } from '../notifications/public.js';
import { WorkspaceLists } from '../workspaces/public.js';
import { OnlineNow } from './online-now.js';
import { DirectoryInvitation, DirectoryPage } from './pages/directory-page.js';
import { ProfilePage } from './pages/profile-page.js';
import { HandleParams, PeopleFilter } from './people.input.js';
import { People } from './people.js';

const ON_A_PAGE = 24;

const FeedOfPerson = HandleParams.extend(FeedParams.shape);
type FeedOfPerson = HandleParams & { format: 'rss' | 'atom' | 'json' };

@Controller('people')
@Open()
export class PeopleController {
  constructor(
    @Inject(People) private readonly people: People,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(WorkspaceLists) private readonly workspaces: WorkspaceLists,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(OnlineNow) private readonly onlineNow: OnlineNow,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Visitors learn how many we are, and are asked in. */
  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query({ schema: PeopleFilter }) filter: PeopleFilter) {
    const figures = await this.directory.figures();
    if (!viewer.member) return page((ui) => <DirectoryInvitation ui={ui} figures={figures} />);
    const listing = await this.people.listFor(viewer, { ...filter, limit: ON_A_PAGE });
    return page((ui) => <DirectoryPage ui={ui} figures={figures} filter={filter} listing={listing} />);
  }

  @Get(':handle')
  async profile(@CurrentViewer() viewer: Viewer, @Param({ schema: HandleParams }) { handle }: HandleParams) {
    const member = await this.people.findFor(viewer, handle);
    const [ownPlaces, workspaces, latest, way, online] = await Promise.all([
      this.people.ownPlacesOf(viewer, member),
      this.workspaces.ofMemberFor(viewer, member._id),
      this.people.latestOf(viewer, member._id),
      this.follows.wayOf(viewer, followTarget(member)),
      this.onlineNow.membersHere(),
    ]);
    const person = {
      ...member,
      id: member._id.toHexString(),
      bioHtml: renderMarkdown(member.bio, { lineBreaks: true }),
      ownPlaces,
      online: viewer.member !== null && online.has(member._id.toHexString()),
    };
    const itsMe = viewer.is(member._id);
    return page((ui) => (
      <ProfilePage ui={ui} person={person} itsMe={itsMe} workspaces={workspaces} latest={latest} way={way} />
    ));
  }

  /** What they wrote, of all kinds, as far as whoever asks may see it. */
  @Get(':handle/feed.:format')
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

const followTarget = (member: Member) => ({ kind: 'member' as const, target: member._id.toHexString() });
