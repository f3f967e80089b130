import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { Only, Open } from '../../../platform/access/access.js';
import type { Viewer } from '../../../platform/access/viewer.js';
import { CursorQuery } from '../../../platform/api/api.js';
import { go, page } from '../../../platform/web/answers.js';
import { CurrentViewer, type Request } from '../../../platform/web/request.js';
import { filledWith, ShowAgain, shownForm, type TypedForm } from '../../../platform/web/show-again.js';
import { AdminSections, Members } from '../../accounts/public.js';
import { Notifications } from '../../notifications/public.js';
import { AboutQuery, FeedbackInput, FeedbackParams } from './feedback.input.js';
import { Feedbacks } from './feedbacks.js';
import { FeedbackListPage, FeedbackPage, FeedbackThanksPage } from './pages/feedback-pages.js';

@Controller()
export class FeedbackController {
  constructor(
    @Inject(Feedbacks) private readonly feedbacks: Feedbacks,
    @Inject(Members) private readonly members: Members,
    @Inject(Notifications) private readonly notifications: Notifications,
    @Inject(AdminSections) private readonly sections: AdminSections,
  ) {}

  @Get('feedback')
  @Open()
  form(@Query({ schema: AboutQuery }) { about }: AboutQuery) {
    return this.formWith(filledWith({ about }));
  }

  @Post('feedback')
  @HttpCode(200)
  @Open()
  @ShowAgain<FeedbackController>((self, { form }) => self.formWith(form))
  async give(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: FeedbackInput }) input: FeedbackInput,
    @Req() request: Request,
  ) {
    await this.feedbacks.give(viewer, input, request.ip);
    return go('/feedback/thanks', { key: 'home.feedback.flash', stored: 'feedback' });
  }

  @Get('feedback/thanks')
  @Open()
  thanks() {
    return page((ui) => <FeedbackThanksPage ui={ui} />);
  }

  @Get('admin/feedback')
  @Only('administrator')
  async list(@CurrentViewer() viewer: Viewer, @Query({ schema: CursorQuery }) query: CursorQuery) {
    const { items, next } = await this.feedbacks.list(query);
    const people = await this.members.named(items.flatMap(({ member }) => member ?? []));
    await this.notifications.read(viewer, 'feedback');
    const shown = items.map((item) => ({
      ...item,
      id: item._id.toHexString(),
      handle: (item.member && people.get(item.member.toHexString())?.handle) ?? null,
    }));
    return page((ui) => <FeedbackListPage ui={ui} sections={this.sections.all} items={shown} next={next} />);
  }

  @Post('admin/feedback/:id/done')
  @Only('administrator')
  async done(@CurrentViewer() viewer: Viewer, @Param({ schema: FeedbackParams }) { id }: FeedbackParams) {
    await this.feedbacks.settle(viewer, id, true);
    return go('/admin/feedback', { key: 'home.feedback.flashDone' });
  }

  @Post('admin/feedback/:id/open')
  @Only('administrator')
  async reopen(@CurrentViewer() viewer: Viewer, @Param({ schema: FeedbackParams }) { id }: FeedbackParams) {
    await this.feedbacks.settle(viewer, id, false);
    return go('/admin/feedback', { key: 'home.feedback.flashReopened' });
  }

  private formWith(form: TypedForm) {
    return page((ui) => <FeedbackPage ui={ui} form={shownForm(ui, form)} />);
  }
}
