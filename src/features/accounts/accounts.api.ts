import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { z } from 'zod';
import { Open } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { Api } from '../../platform/api/api.js';
import { Config } from '../../platform/config/config.js';
import { BadRequest } from '../../platform/errors/errors.js';
import { cookieOptions, SESSION_COOKIE } from '../../platform/web/cookies.js';
import { formToken, NoFormToken } from '../../platform/web/csrf.js';
import { CurrentViewer, type Reply, type Request } from '../../platform/web/request.js';
import { LostLoginInput, LostPasswordInput, newPassword, SignInInput, SignUpInput } from './accounts.input.js';
import { LostAccess } from './lost-access.js';
import { sessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { SignUp } from './sign-up.js';

const SignedInShape = z.object({
  /** To be sent as `x-csrf-token` with every change that is made by cookie. */
  csrfToken: z.string(),
});
const ConfirmInput = z.object({ token: z.string().max(200) });
type ConfirmInput = z.infer<typeof ConfirmInput>;
const ResetByTokenInput = z.object({ token: z.string().max(200), newPassword });
type ResetByTokenInput = z.infer<typeof ResetByTokenInput>;

/**
 * The ways in, for programs. They ask for no form token, since nobody is signed in yet; they take JSON only, which a
 * page of another site cannot send here.
 */
@Controller('api/v1')
@Open()
@NoFormToken()
export class AccountsApi {
  constructor(
    @Inject(SignIn) private readonly signIns: SignIn,
    @Inject(SignUp) private readonly signUps: SignUp,
    @Inject(LostAccess) private readonly lost: LostAccess,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Config) private readonly config: Config,
  ) {}

  @Post('sign-up')
  @HttpCode(202)
  @Api({ summary: 'Join: a link for confirming the address is sent to it' })
  async signUp(
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
    @Body({ schema: SignUpInput }) input: SignUpInput,
  ) {
    takesOnlyJson(request);
    await this.signUps.signUp(input, viewer.locale, request.ip);
  }

  @Post('confirm-email')
  @HttpCode(204)
  @Api({ summary: 'Confirm an address by the token of the link' })
  async confirm(@Req() request: Request, @Body({ schema: ConfirmInput }) { token }: ConfirmInput) {
    takesOnlyJson(request);
    await this.signUps.confirm(token);
  }

  @Post('sign-in')
  @HttpCode(200)
  @Api({ summary: 'Sign in: sets the session cookie', answer: SignedInShape })
  async signIn(
    @Req() request: Request,
    @Res({ passthrough: true }) reply: Reply,
    @Body({ schema: SignInInput }) input: SignInInput,
  ) {
    takesOnlyJson(request);
    const token = await this.signIns.signIn(request, input);
    const { name, value, options } = sessionCookie(token, input.stay);
    void reply.setCookie(name, value, cookieOptions(this.config, options)).header('cache-control', 'no-store');
    return { csrfToken: formToken(token) };
  }

  @Post('sign-out')
  @HttpCode(204)
  @Api({ summary: 'Sign out: ends the session of the cookie' })
  async signOut(@Req() request: Request, @Res({ passthrough: true }) reply: Reply) {
    takesOnlyJson(request);
    await this.sessions.end(request.cookies[SESSION_COOKIE] ?? '');
    void reply.clearCookie(SESSION_COOKIE, cookieOptions(this.config));
  }

  @Post('lost-password')
  @HttpCode(202)
  @Api({ summary: 'Ask for a link by which to choose a new password' })
  async askReset(
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
    @Body({ schema: LostPasswordInput }) { identifier }: LostPasswordInput,
  ) {
    takesOnlyJson(request);
    await this.lost.askReset(identifier, viewer.locale, request.ip);
  }

  @Post('reset-password')
  @HttpCode(204)
  @Api({ summary: 'Choose a new password by the token of the link; every session ends' })
  async reset(@Req() request: Request, @Body({ schema: ResetByTokenInput }) input: ResetByTokenInput) {
    takesOnlyJson(request);
    await this.lost.reset(input.token, input.newPassword);
  }

  @Post('lost-login')
  @HttpCode(202)
  @Api({ summary: 'Ask for your handle by e-mail' })
  async askLogin(
    @CurrentViewer() viewer: Viewer,
    @Req() request: Request,
    @Body({ schema: LostLoginInput }) { email }: LostLoginInput,
  ) {
    takesOnlyJson(request);
    await this.lost.askLogin(email, viewer.locale, request.ip);
  }
}

function takesOnlyJson(request: Request): void {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new BadRequest(415, 'errors.wrongMedia');
}
