import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { z } from 'zod';
import { InPerson, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';
import { NotFound } from '../../platform/errors/errors.js';
import { go, page } from '../../platform/web/answers.js';
import { SESSION_COOKIE } from '../../platform/web/cookies.js';
import { objectId } from '../../platform/web/input.js';
import { CurrentViewer, type Request } from '../../platform/web/request.js';
import { EMPTY_FORM, filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { EmailChangeInput, PasswordChangeInput, TokenInput } from './accounts.input.js';
import { Credentials } from './credentials.js';
import { EmailChanges } from './email-change.js';
import type { MemberId } from './member.model.js';
import { Members } from './members.js';
import { EmailSettingsPage, PasswordSettingsPage } from './pages/email-settings-page.js';
import { SessionsPage } from './pages/sessions-page.js';
import { TokensPage } from './pages/tokens-page.js';
import { Sessions } from './sessions.js';
import { SettingsSections } from './settings-sections.js';
import { Tokens } from './tokens.js';

const ById = z.object({ id: objectId });
type ById = z.infer<typeof ById>;

/** What keeps an account safe: address, password, sessions, tokens. */
@Controller('settings')
@SignedIn()
@InPerson()
export class SecurityController {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(EmailChanges) private readonly emailChanges: EmailChanges,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Tokens) private readonly tokens: Tokens,
    @Inject(SettingsSections) private readonly sections: SettingsSections,
  ) {}

  @Get('email')
  emailPage(@CurrentViewer() viewer: Viewer) {
    return this.emailForm(EMPTY_FORM, viewer);
  }

  @Post('email')
  @ShowAgain<SecurityController>((self, { form, viewer }) => self.emailForm(form, viewer))
  async changeEmail(@CurrentViewer() viewer: Viewer, @Body({ schema: EmailChangeInput }) input: EmailChangeInput) {
    await this.emailChanges.ask(idOf(viewer), input, viewer.locale);
    return go('/settings/email', { key: 'accounts.flash.emailAsked' });
  }

  @Post('email/cancel')
  async cancelEmailChange(@CurrentViewer() viewer: Viewer) {
    await this.emailChanges.cancel(idOf(viewer));
    return go('/settings/email', { key: 'accounts.flash.emailCancelled' });
  }

  async emailForm(form: TypedForm, viewer: Viewer) {
    const member = await this.members.byId(idOf(viewer));
    if (!member) throw new NotFound();
    const standing = {
      email: member.email ?? '',
      confirmed: member.confirmedAt !== null,
      change: member.emailChange,
    };
    return page((ui) => (
      <EmailSettingsPage ui={ui} form={shownForm(ui, form)} sections={this.sections.all} standing={standing} />
    ));
  }

  @Get('password')
  passwordPage() {
    return this.passwordForm(EMPTY_FORM);
  }

  @Post('password')
  @ShowAgain<SecurityController>((self, { form }) => self.passwordForm(form))
  async changePassword(
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
    @Body({ schema: PasswordChangeInput }) input: PasswordChangeInput,
  ) {
    await this.credentials.changePassword(idOf(viewer), input, viewer.locale, request.cookies[SESSION_COOKIE]);
    return go('/settings/password', { key: 'accounts.flash.passwordChanged' });
  }

  passwordForm(form: TypedForm) {
    return page((ui) => <PasswordSettingsPage ui={ui} form={shownForm(ui, form)} sections={this.sections.all} />);
  }

  @Get('sessions')
  async sessionsPage(@CurrentViewer() viewer: Viewer, @Req() request: Request) {
    const sessions = await this.sessions.listOf(idOf(viewer));
    const current = await this.sessions.idOf(request.cookies[SESSION_COOKIE] ?? '');
    return page((ui) => <SessionsPage ui={ui} sections={this.sections.all} sessions={sessions} current={current} />);
  }

  @Post('sessions/:id/end')
  async endSession(@CurrentViewer() viewer: Viewer, @Param({ schema: ById }) { id }: ById) {
    const session = parseId<'session'>(id);
    if (!session || !(await this.sessions.endOne(idOf(viewer), session))) throw new NotFound();
    return go('/settings/sessions', { key: 'accounts.flash.sessionEnded' });
  }

  @Post('sessions/end-others')
  async endOtherSessions(@CurrentViewer() viewer: Viewer, @Req() request: Request) {
    await this.sessions.endAll(idOf(viewer), request.cookies[SESSION_COOKIE]);
    return go('/settings/sessions', { key: 'accounts.flash.sessionsEnded' });
  }

  @Get('tokens')
  tokensPage(@CurrentViewer() viewer: Viewer) {
    return this.tokensForm(filledWith({ scope: 'read' }), viewer);
  }

  /** Answers with the page itself, and not by way of another: the secret is in no address and in no cookie. */
  @Post('tokens')
  @ShowAgain<SecurityController>((self, { form, viewer }) => self.tokensForm(form, viewer))
  async createToken(@CurrentViewer() viewer: Viewer, @Body({ schema: TokenInput }) { name, scope }: TokenInput) {
    const { secret } = await this.tokens.create(idOf(viewer), name, scope);
    return this.tokensForm(filledWith({ scope: 'read' }), viewer, secret);
  }

  @Post('tokens/:id/revoke')
  async revokeToken(@CurrentViewer() viewer: Viewer, @Param({ schema: ById }) { id }: ById) {
    const token = parseId<'token'>(id);
    if (!token || !(await this.tokens.revoke(idOf(viewer), token))) throw new NotFound();
    return go('/settings/tokens', { key: 'accounts.flash.tokenRevoked' });
  }

  async tokensForm(form: TypedForm, viewer: Viewer, secret: string | null = null) {
    const tokens = await this.tokens.listOf(idOf(viewer));
    return page((ui) => (
      <TokensPage ui={ui} form={shownForm(ui, form)} sections={this.sections.all} tokens={tokens} secret={secret} />
    ));
  }
}

function idOf(viewer: Viewer): MemberId {
  if (!viewer.id) throw new NotFound();
  return viewer.id;
}
