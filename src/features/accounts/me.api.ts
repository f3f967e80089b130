import { Body, Controller, Delete, Get, HttpCode, Inject, Patch, Post, Put, Req } from '@nestjs/common';
import { InPerson, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api } from '../../platform/api/api.js';
import { NotFound } from '../../platform/errors/errors.js';
import { SESSION_COOKIE } from '../../platform/web/cookies.js';
import { CurrentViewer, type Request } from '../../platform/web/request.js';
import { DepartureInput, EmailChangeInput, PasswordChangeInput } from './accounts.input.js';
import { MeChange, MeShape, showMe } from './api-shapes.js';
import { Credentials } from './credentials.js';
import { EmailChanges } from './email-change.js';
import { Leaving } from './leaving.js';
import type { Member } from './member.model.js';
import { Members } from './members.js';
import { Profiles } from './profiles.js';

/** The account of the one who asks. */
@Controller('api/v1/me')
@SignedIn()
export class MeApi {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(EmailChanges) private readonly emailChanges: EmailChanges,
    @Inject(Leaving) private readonly leaving: Leaving,
  ) {}

  @Get()
  @Api({ summary: 'Show your own account', answer: MeShape })
  async me(@CurrentViewer() viewer: Viewer) {
    return showMe(await this.member(viewer));
  }

  @Patch()
  @Api({ summary: 'Change your name, profile, language or time zone', answer: MeShape })
  async change(@CurrentViewer() viewer: Viewer, @Body({ schema: MeChange }) input: MeChange) {
    const { _id } = await this.member(viewer);
    const { locale, timeZone, ...profile } = input;
    if (Object.values(profile).some((value) => value !== undefined)) await this.profiles.change(_id, profile);
    await this.profiles.changeLanguage(_id, {
      ...(locale !== undefined && { locale: locale ?? '' }),
      ...(timeZone !== undefined && { timeZone: timeZone ?? '' }),
    });
    return showMe(await this.member(viewer));
  }

  @Delete()
  @InPerson()
  @HttpCode(204)
  @Api({ summary: 'Delete your account for good; what you wrote stays' })
  async leave(@CurrentViewer() viewer: Viewer, @Body({ schema: DepartureInput }) input: DepartureInput) {
    const { _id } = await this.member(viewer);
    await this.leaving.leave(_id, input.password, input);
  }

  @Post('email')
  @InPerson()
  @HttpCode(202)
  @Api({ summary: 'Ask for another e-mail address; both ends are asked to confirm' })
  async changeEmail(@CurrentViewer() viewer: Viewer, @Body({ schema: EmailChangeInput }) input: EmailChangeInput) {
    const { _id } = await this.member(viewer);
    await this.emailChanges.ask(_id, input, viewer.locale);
  }

  @Put('password')
  @InPerson()
  @HttpCode(204)
  @Api({ summary: 'Change your password; every other session ends' })
  async changePassword(
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
    @Body({ schema: PasswordChangeInput }) input: PasswordChangeInput,
  ) {
    const { _id } = await this.member(viewer);
    await this.credentials.changePassword(_id, input, viewer.locale, request.cookies[SESSION_COOKIE]);
  }

  private async member(viewer: Viewer): Promise<Member> {
    const member = viewer.id && (await this.members.byId(viewer.id));
    if (!member) throw new NotFound();
    return member;
  }
}
