import { Body, Controller, Get, Inject, Post, Query, Req } from '@nestjs/common';
import { z } from 'zod';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { locales } from '../../platform/i18n/locales.js';
import { go, page } from '../../platform/web/answers.js';
import { LANGUAGE_COOKIE, SESSION_COOKIE, YEAR_SECONDS } from '../../platform/web/cookies.js';
import { wayBack } from '../../platform/web/input.js';
import { CurrentViewer, type Request } from '../../platform/web/request.js';
import { EMPTY_FORM, filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { SetUpInput, SignInInput } from './accounts.input.js';
import { SetUpPage } from './pages/set-up-page.js';
import { SignInPage } from './pages/sign-in-page.js';
import { Profiles } from './profiles.js';
import { sessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';
import { SetUp } from './set-up.js';
import { SignIn } from './sign-in.js';

const Back = z.object({ back: wayBack });
const LanguageInput = z.object({ locale: z.enum(locales), back: wayBack });
type LanguageInput = z.infer<typeof LanguageInput>;

/** The ways in and out, and the language of the reader. */
@Controller()
export class SignInController {
  constructor(
    @Inject(SignIn) private readonly signIns: SignIn,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SetUp) private readonly setUps: SetUp,
    @Inject(Profiles) private readonly profiles: Profiles,
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
    return go(input.back || '/', { key: 'accounts.flash.signedIn' }, [sessionCookie(token, input.stay)]);
  }

  signInForm(form: TypedForm) {
    return page((ui) => <SignInPage ui={ui} form={shownForm(ui, form)} />);
  }

  @Post('sign-out')
  @Open()
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
    const token = await this.signIns.begin(request, member, { kept: false });
    return go('/', { key: 'accounts.flash.setUp' }, [sessionCookie(token, false)]);
  }

  setUpForm(form: TypedForm, secret: string) {
    return page((ui) => <SetUpPage ui={ui} form={shownForm(ui, form)} secret={secret} />);
  }

  /** A member's choice stays with the member; a visitor's in a cookie. */
  @Post('language')
  @Open()
  async chooseLanguage(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: LanguageInput }) { locale, back }: LanguageInput,
  ) {
    if (viewer.id) await this.profiles.changeLanguage(viewer.id, { locale });
    return go(back || '/', null, [{ name: LANGUAGE_COOKIE, value: locale, options: { maxAge: YEAR_SECONDS } }]);
  }
}
