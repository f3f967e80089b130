import { Body, Controller, Get, Inject, Post, Query, Req } from '@nestjs/common';
import { z } from 'zod';
import { Open, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { locales } from '../../platform/i18n/locales.js';
import { go, page } from '../../platform/web/answers.js';
import { LANGUAGE_COOKIE, SESSION_COOKIE, YEAR_SECONDS } from '../../platform/web/cookies.js';
import { optionalLine } from '../../platform/web/input.js';
import type { Request } from '../../platform/web/request.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { EMPTY_FORM, filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { SetUpInput, SignInInput } from './accounts.input.js';
import { SetUpPage } from './pages/set-up-page.js';
import { SignInPage } from './pages/sign-in-page.js';
import { SESSION_DAYS, Sessions } from './sessions.js';
import { SetUp } from './set-up.js';
import { SignIn } from './sign-in.js';

const Back = z.object({ back: optionalLine(500) });
const LanguageInput = z.object({ locale: z.enum(locales), back: optionalLine(500) });
type LanguageInput = z.infer<typeof LanguageInput>;

/** Stays after the browser is closed, as "stay signed in" is what people with an old phone need. */
const sessionCookie = (token: string) => ({
  name: SESSION_COOKIE,
  value: token,
  options: { maxAge: SESSION_DAYS * 24 * 3600 },
});

@Controller()
export class SignInController {
  constructor(
    @Inject(SignIn) private readonly signIns: SignIn,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SetUp) private readonly setUps: SetUp,
  ) {}

  @Get('sign-in')
  @Open()
  signInPage(@CurrentViewer() viewer: Viewer, @Query({ schema: Back }) { back }: z.infer<typeof Back>) {
    return viewer.member ? go(back || '/') : this.signInForm(filledWith({ back }));
  }

  @Post('sign-in')
  @Open()
  @ShowAgain<SignInController>((self, { form }) => self.signInForm(form))
  async signIn(@Req() request: Request, @Body({ schema: SignInInput }) input: SignInInput) {
    const token = await this.signIns.signIn(request, input);
    return go(input.back || '/', { key: 'accounts.flash.signedIn' }, [sessionCookie(token)]);
  }

  signInForm(form: TypedForm) {
    return page((ui) => <SignInPage ui={ui} form={shownForm(ui, form)} />);
  }

  @Post('sign-out')
  @SignedIn()
  async signOut(@Req() request: Request) {
    await this.sessions.end(request.cookies[SESSION_COOKIE] ?? '');
    return go('/', { key: 'accounts.flash.signedOut' }, [{ name: SESSION_COOKIE, value: null }]);
  }

  @Get('set-up/:secret')
  @Open()
  async setUpPage(@Req() request: Request) {
    await this.setUps.check(request.params.secret ?? '');
    return this.setUpForm(EMPTY_FORM, request.params.secret ?? '');
  }

  @Post('set-up/:secret')
  @Open()
  @ShowAgain<SignInController>((self, { form, params }) => self.setUpForm(form, params.secret ?? ''))
  async setUp(@Req() request: Request, @Body({ schema: SetUpInput }) input: SetUpInput) {
    const member = await this.setUps.complete(request.params.secret ?? '', input);
    const token = await this.sessions.begin(member, {
      address: request.ip,
      agent: request.headers['user-agent'] ?? '',
    });
    return go('/', { key: 'accounts.flash.setUp' }, [sessionCookie(token)]);
  }

  setUpForm(form: TypedForm, secret: string) {
    return page((ui) => <SetUpPage ui={ui} form={shownForm(ui, form)} secret={secret} />);
  }

  @Post('language')
  @Open()
  chooseLanguage(@Body({ schema: LanguageInput }) { locale, back }: LanguageInput) {
    return go(back || '/', null, [{ name: LANGUAGE_COOKIE, value: locale, options: { maxAge: YEAR_SECONDS } }]);
  }
}
