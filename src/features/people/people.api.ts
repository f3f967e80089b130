import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api, listOf } from '../../platform/api/api.js';
import { CurrentViewer } from '../../platform/web/request.js';
import type { Member } from '../accounts/public.js';
import { OnlineNow } from './online-now.js';
import { HandleParams, PeopleQuery } from './people.input.js';
import { People, type ShownPerson } from './people.js';

const PersonShape = z.object({
  handle: z.string(),
  name: z.string(),
  country: z.string(),
  languages: z.array(z.string()),
  interests: z.array(z.string()),
  online: z.boolean(),
  path: z.string(),
});

const ProfileShape = PersonShape.extend({
  /** Markdown. */
  bio: z.string(),
  sector: z.string(),
  level: z.string(),
  since: z.iso.datetime(),
});

/** The people of the community. No answer ever carries an e-mail address. */
@Controller('api/v1/people')
export class PeopleApi {
  constructor(
    @Inject(People) private readonly people: People,
    @Inject(OnlineNow) private readonly onlineNow: OnlineNow,
  ) {}

  @Get()
  @SignedIn()
  @Api({ summary: 'List the people of the community, in the order of the alphabet', answer: listOf(PersonShape) })
  async list(@CurrentViewer() viewer: Viewer, @Query({ schema: PeopleQuery }) query: PeopleQuery) {
    const { items, next } = await this.people.listFor(viewer, query);
    return { items: items.map(personValue), next };
  }

  @Get(':handle')
  @Open()
  @Api({
    summary: 'Read a profile; without signing in, only of people who wrote something public',
    answer: ProfileShape,
  })
  async profile(@CurrentViewer() viewer: Viewer, @Param({ schema: HandleParams }) { handle }: HandleParams) {
    const member = await this.people.findFor(viewer, handle);
    const online = await this.onlineNow.membersHere();
    return profileValue(member, viewer.member !== null && online.has(member._id.toHexString()));
  }
}

const personValue = ({ handle, name, country, languages, interests, online }: Omit<ShownPerson, 'ownPlaces'>) => ({
  handle,
  name,
  country,
  languages,
  interests: interests.map((tag) => tag.name),
  online,
  path: `/people/${handle}`,
});

const profileValue = (member: Member, online: boolean) => ({
  ...personValue({ ...member, online }),
  bio: member.bio,
  sector: member.sector,
  level: member.level,
  since: member.createdAt,
});
