import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Put, Req } from '@nestjs/common';
import { z } from 'zod';
import { InPerson, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api, listOf } from '../../platform/api/api.js';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { SESSION_COOKIE } from '../../platform/web/cookies.js';
import { objectId } from '../../platform/web/input.js';
import { CurrentViewer, type Request } from '../../platform/web/request.js';
import { DepartureInput, EmailChangeInput, PasswordChangeInput, TokenInput } from './accounts.input.js';
import {
  MeChange,
  MeShape,
  NewTokenShape,
  SessionShape,
  showMe,
  showSession,
  showToken,
  TokenShape,
} from './api-shapes.js';
import { Credentials } from './credentials.js';
import { Departures } from './departures.js';
import { EmailChanges } from './email-change.js';
import type { Member } from './member.model.js';
import { Members } from './members.js';
import { Profiles } from './profiles.js';
import { Sessions } from './sessions.js';
import { Tokens } from './tokens.js';

const ById = z.object({ id: objectId });
type ById = z.infer<typeof ById>;

/** The account of the one who asks. */
@Controller('api/v1/me')
@SignedIn()
export class MeApi {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Tokens) private readonly tokens: Tokens,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(EmailChanges) private readonly emailChanges: EmailChanges,
    @Inject(Departures) private readonly departures: Departures,
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
    await this.departures.leave(_id, input.password, input);
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

  @Get('tokens')
  @Api({ summary: 'List your personal tokens', answer: listOf(TokenShape) })
  async listTokens(@CurrentViewer() viewer: Viewer) {
    const { _id } = await this.member(viewer);
    return { items: (await this.tokens.listOf(_id)).map(showToken), next: null };
  }

  @Post('tokens')
  @InPerson()
  @Api({ summary: 'Create a personal token (signed in by cookie)', answer: NewTokenShape, status: 201 })
  async createToken(@CurrentViewer() viewer: Viewer, @Body({ schema: TokenInput }) { name, scope }: TokenInput) {
    const { _id } = await this.member(viewer);
    const { token, secret } = await this.tokens.create(_id, name, scope);
    return { ...showToken(token), token: secret };
  }

  @Delete('tokens/:id')
  @HttpCode(204)
  @Api({ summary: 'Revoke a personal token' })
  async revokeToken(@CurrentViewer() viewer: Viewer, @Param({ schema: ById }) { id }: ById) {
    const { _id } = await this.member(viewer);
    const token = parseId<'token'>(id);
    if (!token || !(await this.tokens.revoke(_id, token))) throw new NotFound();
  }

  @Get('sessions')
  @Api({ summary: 'List the browsers in which you are signed in', answer: listOf(SessionShape) })
  async listSessions(@CurrentViewer() viewer: Viewer, @Req() request: Request) {
    const { _id } = await this.member(viewer);
    const current = await this.sessions.idOf(request.cookies[SESSION_COOKIE] ?? '');
    return { items: (await this.sessions.listOf(_id)).map((session) => showSession(session, current)), next: null };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Api({ summary: 'Sign one browser out' })
  async endSession(@CurrentViewer() viewer: Viewer, @Param({ schema: ById }) { id }: ById) {
    const { _id } = await this.member(viewer);
    const session = parseId<'session'>(id);
    if (!session || !(await this.sessions.endOne(_id, session))) throw new NotFound();
  }

  private async member(viewer: Viewer): Promise<Member> {
    const member = viewer.id && (await this.members.byId(viewer.id));
    if (!member) throw new NotFound();
    return member;
  }
}
