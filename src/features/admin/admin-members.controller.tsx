import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Only } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { packCursor } from '../../platform/api/api.js';
import { Forbidden, NotFound } from '../../platform/errors/errors.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { AdminSections, Departures, type Member, MemberCare, Sessions } from '../accounts/public.js';
import { MemberQuery, RolesInput } from './admin.input.js';
import { startAfter } from './member-cursor.js';
import { MemberPage } from './pages/member-page.js';
import { MembersPage } from './pages/members-page.js';

const ByHandle = z.object({ handle: z.string().max(80) });
type ByHandle = z.infer<typeof ByHandle>;

const pathOf = ({ handle }: Pick<Member, 'handle'>) => `/admin/members/${encodeURIComponent(handle)}`;

@Controller('admin/members')
@Only('administrator')
export class AdminMembersController {
  constructor(
    @Inject(MemberCare) private readonly care: MemberCare,
    @Inject(Departures) private readonly departures: Departures,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AdminSections) private readonly sections: AdminSections,
  ) {}

  @Get()
  async list(@Query({ schema: MemberQuery }) { q, after }: MemberQuery) {
    const { members, more } = await this.care.search({ words: q, after: startAfter(after) });
    const last = members.at(-1);
    const next = more && last ? packCursor([last.sortName, last._id.toHexString()]) : null;
    return page((ui) => <MembersPage ui={ui} sections={this.sections.all} words={q} members={members} next={next} />);
  }

  @Get(':handle')
  async one(@Param({ schema: ByHandle }) { handle }: ByHandle) {
    const { roles } = await this.care.find(handle);
    return this.memberForm(filledWith({ roles }), handle);
  }

  @Post(':handle/roles')
  @ShowAgain<AdminMembersController>((self, { form, params }) => self.memberForm(form, params.handle ?? ''))
  async setRoles(
    @Param({ schema: ByHandle }) { handle }: ByHandle,
    @Body({ schema: RolesInput }) { roles }: RolesInput,
  ) {
    const member = await this.care.find(handle);
    await this.care.setRoles(member._id, roles);
    return go(pathOf(member), { key: 'admin.flash.saved' });
  }

  async memberForm(form: TypedForm, handle: string) {
    const member = await this.care.find(handle);
    const sessions = await this.sessions.listOf(member._id);
    return page((ui) => (
      <MemberPage
        ui={ui}
        sections={this.sections.all}
        form={shownForm(ui, form)}
        member={member}
        sessions={sessions.length}
      />
    ));
  }

  @Post(':handle/confirm')
  async confirm(@Param({ schema: ByHandle }) { handle }: ByHandle) {
    const member = await this.care.find(handle);
    await this.care.confirm(member._id);
    return go(pathOf(member), { key: 'admin.flash.confirmed' });
  }

  @Post(':handle/end-sessions')
  async endSessions(@Param({ schema: ByHandle }) { handle }: ByHandle) {
    const member = await this.care.find(handle);
    await this.sessions.endAll(member._id);
    return go(pathOf(member), { key: 'admin.flash.sessionsEnded' });
  }

  @Post(':handle/removal')
  async remove(@CurrentViewer() viewer: Viewer, @Param({ schema: ByHandle }) { handle }: ByHandle) {
    const member = await this.care.find(handle);
    if (!viewer.id) throw new NotFound();
    if (viewer.is(member._id)) throw new Forbidden('admin.notYourself');
    await this.departures.remove(member._id, viewer.id);
    return go(pathOf(member), { key: 'admin.flash.removed' });
  }

  @Post(':handle/restoration')
  async restore(@Param({ schema: ByHandle }) { handle }: ByHandle) {
    const member = await this.care.find(handle);
    await this.departures.restore(member._id);
    return go(pathOf(member), { key: 'admin.flash.restored' });
  }
}
