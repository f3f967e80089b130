import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { z } from 'zod';
import { InPerson, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api, listOf } from '../../platform/api/api.js';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { SESSION_COOKIE } from '../../platform/web/cookies.js';
import { objectId } from '../../platform/web/input.js';
import { CurrentViewer, type Request } from '../../platform/web/request.js';
import { TokenInput } from './accounts.input.js';
import { NewTokenShape, SessionShape, showSession, showToken, TokenShape } from './api-shapes.js';
import type { MemberId } from './member.model.js';
import { Sessions } from './sessions.js';
import { Tokens } from './tokens.js';

const ById = z.object({ id: objectId });
type ById = z.infer<typeof ById>;

/** The ways into the account of the one who asks: programs by tokens, browsers by sessions. */
@Controller('api/v1/me')
@SignedIn()
export class MyAccessApi {
  constructor(
    @Inject(Tokens) private readonly tokens: Tokens,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  @Get('tokens')
  @Api({ summary: 'List your personal tokens', answer: listOf(TokenShape) })
  async listTokens(@CurrentViewer() viewer: Viewer) {
    const _id = ownId(viewer);
    return { items: (await this.tokens.listOf(_id)).map(showToken), next: null };
  }

  @Post('tokens')
  @InPerson()
  @Api({ summary: 'Create a personal token (signed in by cookie)', answer: NewTokenShape, status: 201 })
  async createToken(@CurrentViewer() viewer: Viewer, @Body({ schema: TokenInput }) { name, scope }: TokenInput) {
    const _id = ownId(viewer);
    const { token, secret } = await this.tokens.create(_id, name, scope);
    return { ...showToken(token), token: secret };
  }

  @Delete('tokens/:id')
  @HttpCode(204)
  @Api({ summary: 'Revoke a personal token' })
  async revokeToken(@CurrentViewer() viewer: Viewer, @Param({ schema: ById }) { id }: ById) {
    const _id = ownId(viewer);
    const token = parseId<'token'>(id);
    if (!token || !(await this.tokens.revoke(_id, token))) throw new NotFound();
  }

  @Get('sessions')
  @Api({ summary: 'List the browsers in which you are signed in', answer: listOf(SessionShape) })
  async listSessions(@CurrentViewer() viewer: Viewer, @Req() request: Request) {
    const _id = ownId(viewer);
    const current = await this.sessions.idOf(request.cookies[SESSION_COOKIE] ?? '');
    return { items: (await this.sessions.listOf(_id)).map((session) => showSession(session, current)), next: null };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Api({ summary: 'Sign one browser out' })
  async endSession(@CurrentViewer() viewer: Viewer, @Param({ schema: ById }) { id }: ById) {
    const _id = ownId(viewer);
    const session = parseId<'session'>(id);
    if (!session || !(await this.sessions.endOne(_id, session))) throw new NotFound();
  }
}

function ownId(viewer: Viewer): MemberId {
  if (!viewer.id) throw new NotFound();
  return viewer.id;
}
