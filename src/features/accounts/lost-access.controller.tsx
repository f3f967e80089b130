import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer, type Request } from '../../platform/web/request.js';
import { EMPTY_FORM, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { LostLoginInput, LostPasswordInput, ResetInput } from './accounts.input.js';
import { EmailChanges } from './email-change.js';
import { LostAccess } from './lost-access.js';
import { EmailChangePage, ResetPage } from './pages/link-pages.js';
import { LostLoginPage, LostPasswordPage } from './pages/lost-pages.js';
import { MessagePage } from './pages/message-page.js';
import { sessionCookie } from './session-cookie.js';
import { SignIn } from './sign-in.js';

/** For those who cannot get in, and the landing of links about addresses. */
@Controller()
export class LostAccessController {
  constructor(
    @Inject(LostAccess) private readonly lost: LostAccess,
    @Inject(EmailChanges) private readonly emailChanges: EmailChanges,
    @Inject(SignIn) private readonly signIns: SignIn,
  ) {}

  @Get('lost-password')
  @Open()
  lostPasswordPage() {
    return this.lostPasswordForm(EMPTY_FORM);
  }

  @Post('lost-password')
  @Open()
  @ShowAgain<LostAccessController>((self, { form }) => self.lostPasswordForm(form))
  async askReset(
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
    @Body({ schema: LostPasswordInput }) { identifier }: LostPasswordInput,
  ) {
    await this.lost.askReset(identifier, viewer.locale, request.ip);
    return go('/lost-password/sent');
  }

  lostPasswordForm(form: TypedForm) {
    return page((ui) => <LostPasswordPage ui={ui} form={shownForm(ui, form)} />);
  }

  @Get('lost-login')
  @Open()
  lostLoginPage() {
    return this.lostLoginForm(EMPTY_FORM);
  }

  @Post('lost-login')
  @Open()
  @ShowAgain<LostAccessController>((self, { form }) => self.lostLoginForm(form))
  async askLogin(
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
    @Body({ schema: LostLoginInput }) { email }: LostLoginInput,
  ) {
    await this.lost.askLogin(email, viewer.locale, request.ip);
    return go('/lost-password/sent');
  }

  lostLoginForm(form: TypedForm) {
    return page((ui) => <LostLoginPage ui={ui} form={shownForm(ui, form)} />);
  }

  @Get('lost-password/sent')
  @Open()
  sent() {
    return page((ui) => (
      <MessagePage ui={ui} title={ui.t('accounts.sent.title')} text={ui.t('accounts.sent.lost')}>
        <p>
          <a href="/sign-in">{ui.t('accounts.signIn.title')}</a>
        </p>
      </MessagePage>
    ));
  }

  @Get('reset-password/:token')
  @Open()
  resetPage(@Req() request: Request) {
    return this.resetForm(EMPTY_FORM, request.params.token ?? '');
  }

  @Post('reset-password/:token')
  @Open()
  @ShowAgain<LostAccessController>((self, { form, params }) => self.resetForm(form, params.token ?? ''))
  async reset(@Req() request: Request, @Body({ schema: ResetInput }) { newPassword }: ResetInput) {
    const member = await this.lost.reset(request.params.token ?? '', newPassword);
    const token = await this.signIns.begin(request, member, { kept: false });
    return go('/', { key: 'accounts.flash.passwordReset' }, [sessionCookie(token, false)]);
  }

  async resetForm(form: TypedForm, token: string) {
    await this.lost.check(token);
    return page((ui) => <ResetPage ui={ui} token={token} form={shownForm(ui, form)} />);
  }

  @Get('email-change/:token')
  @Open()
  async emailChangePage(@Req() request: Request) {
    const token = request.params.token ?? '';
    const { email } = await this.emailChanges.askedBy(token);
    return page((ui) => <EmailChangePage ui={ui} token={token} address={email} />);
  }

  @Post('email-change/:token')
  @Open()
  async agree(@Req() request: Request) {
    const complete = await this.emailChanges.agree(request.params.token ?? '');
    return go('/', { key: complete ? 'accounts.flash.emailChanged' : 'accounts.flash.emailHalfChanged' });
  }
}
