import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
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

@Controller('people')
@Open()
export class PeopleController {
  constructor(
    @Inject(People) private readonly people: People,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(WorkspaceLists) private readonly workspaces: WorkspaceLists,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(OnlineNow) private readonly onlineNow: OnlineNow,
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
}

const followTarget = (member: Member) => ({ kind: 'member' as const, target: member._id.toHexString() });
