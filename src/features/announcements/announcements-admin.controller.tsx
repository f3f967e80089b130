import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Only } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { go, page } from '../../platform/web/answers.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { AdminSections } from '../accounts/public.js';
import type { Announcement } from './announcement.model.js';
import { AnnouncementInput, ById } from './announcements.input.js';
import { Announcements } from './announcements.js';
import { AnnouncementsAdminPage, EditAnnouncementPage } from './pages/announcements-admin-page.js';

const SHOWN = 100;

@Controller('admin/news')
@Only('administrator')
export class AnnouncementsAdminController {
  constructor(
    @Inject(Announcements) private readonly announcements: Announcements,
    @Inject(AdminSections) private readonly sections: AdminSections,
  ) {}

  @Get()
  list(@CurrentViewer() viewer: Viewer) {
    return this.listWith(filledWith({ language: viewer.writesIn(null) }));
  }

  @Post()
  @ShowAgain<AnnouncementsAdminController>((self, { form }) => self.listWith(form))
  async publish(@CurrentViewer() viewer: Viewer, @Body({ schema: AnnouncementInput }) input: AnnouncementInput) {
    await this.announcements.publish(viewer, input);
    return go('/admin/news', { key: 'announcements.flash.published', stored: '/admin/news' });
  }

  async listWith(form: TypedForm) {
    const { items } = await this.announcements.list({ limit: SHOWN });
    return page((ui) => (
      <AnnouncementsAdminPage ui={ui} form={shownForm(ui, form)} sections={this.sections.all} announcements={items} />
    ));
  }

  @Get(':id')
  async editPage(@Param({ schema: ById }) { id }: ById) {
    return this.editWith(filledWith(valuesOf(await this.announcements.find(id))), id);
  }

  @Post(':id')
  @ShowAgain<AnnouncementsAdminController>((self, { form, params }) => self.editWith(form, params.id ?? ''))
  async edit(@Param({ schema: ById }) { id }: ById, @Body({ schema: AnnouncementInput }) input: AnnouncementInput) {
    const { _id } = await this.announcements.find(id);
    await this.announcements.edit(_id, input);
    return go('/admin/news', { key: 'announcements.flash.saved', stored: `/admin/news/${id}` });
  }

  editWith(form: TypedForm, id: string) {
    return page((ui) => (
      <EditAnnouncementPage ui={ui} form={shownForm(ui, form)} sections={this.sections.all} id={id} />
    ));
  }

  @Post(':id/removal')
  async remove(@Param({ schema: ById }) { id }: ById) {
    const { _id } = await this.announcements.find(id);
    await this.announcements.remove(_id);
    return go('/admin/news', { key: 'announcements.flash.removed' });
  }
}

const valuesOf = ({ title, source, language, until }: Announcement) => ({
  title,
  text: source,
  language,
  until: until?.toISOString().slice(0, 10) ?? '',
});
