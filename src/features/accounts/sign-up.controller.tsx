import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import { Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer, type Request } from '../../platform/web/request.js';
import { EMPTY_FORM, filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { PasswordInput, SignUpInput } from './accounts.input.js';
import { ClaimPage, ConfirmPage } from './pages/link-pages.js';
import { MessagePage } from './pages/message-page.js';
import { SignUpPage } from './pages/sign-up-page.js';
import { sessionCookie } from './session-cookie.js';
import { SignIn } from './sign-in.js';
import { SignUp } from './sign-up.js';

/** Joining, and proving an address. */
@Controller()
export class SignUpController {
  constructor(
    @Inject(SignUp) private readonly signUps: SignUp,
    @Inject(SignIn) private readonly signIns: SignIn,
  ) {}

  @Get('sign-up')
  @Open()
  signUpPage(@CurrentViewer() viewer: Viewer) {
    return viewer.member ? go('/') : this.signUpForm(filledWith({ languages: [viewer.locale] }));
  }

  @Post('sign-up')
  @Open()
  @ShowAgain<SignUpController>((self, { form }) => self.signUpForm(form))
  async signUp(
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
    @Body({ schema: SignUpInput }) input: SignUpInput,
  ) {
    await this.signUps.signUp(input, viewer.locale, request.ip);
    return go('/sign-up/sent');
  }

  signUpForm(form: TypedForm) {
    return page((ui) => <SignUpPage ui={ui} form={shownForm(ui, form)} />);
  }

  @Get('sign-up/sent')
  @Open()
  sent() {
    return page((ui) => (
      <MessagePage ui={ui} title={ui.t('accounts.sent.title')} text={ui.t('accounts.sent.signUp')}>
        <p>
          <a href="/sign-in">{ui.t('accounts.signIn.title')}</a>
        </p>
      </MessagePage>
    ));
  }

  @Get('confirm-email/:token')
  @Open()
  async confirmPage(@Req() request: Request) {
    const token = request.params.token ?? '';
    const { to } = await this.signUps.letterOf(token);
    return page((ui) => <ConfirmPage ui={ui} token={token} address={to} />);
  }

  @Post('confirm-email/:token')
  @Open()
  async confirm(@CurrentViewer() viewer: Viewer, @Req() request: Request) {
    const member = await this.signUps.confirm(request.params.token ?? '');
    return go(viewer.is(member) ? '/' : '/sign-in', { key: 'accounts.flash.confirmed' });
  }

  @Post('confirm-email')
  @SignedIn()
  async resend(@CurrentViewer() viewer: Viewer) {
    if (viewer.id) await this.signUps.resend(viewer.id, viewer.locale);
    return go('/settings/email', { key: 'accounts.flash.resent' });
  }

  @Get('claim/:token')
  @Open()
  claimPage(@Req() request: Request) {
    return this.claimForm(EMPTY_FORM, request.params.token ?? '');
  }

  @Post('claim/:token')
  @Open()
  @ShowAgain<SignUpController>((self, { form, params }) => self.claimForm(form, params.token ?? ''))
  async claim(@Req() request: Request, @Body({ schema: PasswordInput }) { password }: PasswordInput) {
    const member = await this.signUps.claim(request.params.token ?? '', password);
    const token = await this.signIns.begin(request, member, { kept: false });
    return go('/', { key: 'accounts.flash.claimed' }, [sessionCookie(token, false)]);
  }

  async claimForm(form: TypedForm, token: string) {
    const { name, handle } = await this.signUps.offerOf(token);
    return page((ui) => <ClaimPage ui={ui} token={token} form={shownForm(ui, form)} person={{ name, handle }} />);
  }
}
