import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { Open } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { NotFound } from '../../../platform/errors/errors.js';
import { go, page } from '../../../platform/web/answers.js';
import { CurrentViewer, type Request } from '../../../platform/web/request.js';
import { ShowAgain, shownForm, type TypedForm } from '../../../platform/web/show-again.js';
import { FollowParams } from '../notifications.input.js';
import { ConfirmPage, SubscribePage } from './pages/subscribe-pages.js';
import { NoSubscriptionsPage, SubscriptionsPage } from './pages/subscriptions-page.js';
import { Subscribers } from './subscribers.js';
import { SubscriptionLinks } from './subscription-links.js';
import { SubscriptionForm, TokenParams, WishForm } from './subscriptions.input.js';
import { Subscriptions } from './subscriptions.js';
import { Wishes } from './wishes.js';

/** Hearing by e-mail without an account: asking, confirming, and the page of one's own where all of it is changed or ended. */
@Controller('subscriptions')
@Open()
export class SubscriptionsController {
  constructor(
    @Inject(Wishes) private readonly wishes: Wishes,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(Subscribers) private readonly subscribers: Subscribers,
    @Inject(SubscriptionLinks) private readonly links: SubscriptionLinks,
  ) {}

  @Post()
  @ShowAgain<SubscriptionsController>((self, { viewer, form }) => self.formAgain(viewer, form))
  async ask(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: WishForm }) { back, ...input }: WishForm,
    @Req() request: Request,
  ) {
    const { title, path } = await this.wishes.ask(input, viewer.locale, request.ip);
    return go(back || path, { key: 'notifications.flash.wished', params: { title }, kind: 'note' });
  }

  /** Where a browser comes that loads a refused form anew. */
  @Get()
  start() {
    return go('/');
  }

  async formAgain(viewer: Viewer, form: TypedForm) {
    const what = FollowParams.safeParse(form.values);
    if (!what.success) throw new NotFound();
    const followed = await this.wishes.described(what.data, viewer.locale);
    const back = typeof form.values.back === 'string' ? form.values.back : followed.path;
    return page((ui) => (
      <SubscribePage ui={ui} what={what.data} followed={followed} form={shownForm(ui, form)} back={back} />
    ));
  }

  @Get('confirm/:token')
  async confirmPage(@Param({ schema: TokenParams }) { token }: TokenParams) {
    const { wish, followed } = await this.wishIn(token);
    return page((ui) => <ConfirmPage ui={ui} token={token} wish={wish} followed={followed} />);
  }

  @Post('confirm/:token')
  async confirm(@Param({ schema: TokenParams }) { token }: TokenParams) {
    const { wish, followed } = await this.wishIn(token);
    const subscriber = await this.subscriptions.confirm(wish);
    const path = subscriber ? await this.links.toAll(subscriber) : followed.path;
    const key = subscriber ? 'notifications.flash.subscribed' : 'notifications.flash.followed';
    return go(path, { key, params: { title: followed.title } });
  }

  private async wishIn(token: string) {
    const wish = await this.wishes.get(await this.links.read('wish', token));
    return { wish, followed: await this.wishes.described(wish, wish.locale) };
  }

  /** Whoever comes back after everything has ended is told that nothing is left. */
  @Get(':token')
  async all(@Param({ schema: TokenParams }) { token }: TokenParams) {
    const subscriber = await this.subscribers.byId(await this.links.read('subscriber', token));
    if (!subscriber) return page((ui) => <NoSubscriptionsPage ui={ui} />);
    const subscriptions = await this.subscriptions.listOf(subscriber);
    return page((ui) => (
      <SubscriptionsPage
        ui={ui}
        path={`/subscriptions/${token}`}
        address={subscriber.email}
        subscriptions={subscriptions}
      />
    ));
  }

  @Post(':token')
  async change(
    @Param({ schema: TokenParams }) { token }: TokenParams,
    @Body({ schema: SubscriptionForm }) { way, ...what }: SubscriptionForm,
  ) {
    const id = await this.links.read('subscriber', token);
    if (way === 'stop') await this.subscriptions.end(id, what);
    else await this.subscriptions.change(id, what, way);
    const key = way === 'stop' ? 'notifications.flash.ended' : 'notifications.flash.changed';
    return go(`/subscriptions/${token}`, { key });
  }

  @Post(':token/end')
  async endAll(@Param({ schema: TokenParams }) { token }: TokenParams) {
    await this.subscriptions.endAll(await this.links.read('subscriber', token));
    return go(`/subscriptions/${token}`);
  }
}
