import { Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { z } from 'zod';
import { sessionCookie } from '../features/accounts/session-cookie.js';
import { Open } from '../platform/access/access.js';
import { go, page } from '../platform/web/answers.js';
import type { Request } from '../platform/web/request.js';
import { PASSWORD } from './cast.js';
import { DevPeople } from './dev-people.js';
import { PeoplePage } from './pages/people-page.js';

const HandleParams = z.object({ handle: z.string().max(60) });
type HandleParams = z.infer<typeof HandleParams>;

/** One press to become somebody of the cast. */
@Controller('dev/people')
@Open()
export class DevPeopleController {
  constructor(@Inject(DevPeople) private readonly people: DevPeople) {}

  @Get()
  async list() {
    const people = await this.people.present();
    return page((ui) => <PeoplePage ui={ui} people={people} password={PASSWORD} />);
  }

  @Post(':handle')
  async become(@Param({ schema: HandleParams }) { handle }: HandleParams, @Req() request: Request) {
    const token = await this.people.become(handle, request.headers['user-agent'] ?? '');
    return go('/', { key: 'accounts.flash.signedIn' }, [sessionCookie(token, true)]);
  }
}
