import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Frames } from '../../platform/web/frame.js';
import { AccountsModule, AdminSections } from '../accounts/public.js';
import { announcementSchema } from './announcement.model.js';
import { AnnouncementsApi } from './announcements.api.js';
import { Announcements } from './announcements.js';
import { AnnouncementsAdminController } from './announcements-admin.controller.js';
import { ImportedAnnouncements } from './imported-announcements.js';
import { NewsController } from './news.controller.js';

@Module({
  imports: [AccountsModule, MongooseModule.forFeature([{ name: 'Announcement', schema: announcementSchema }])],
  controllers: [NewsController, AnnouncementsAdminController, AnnouncementsApi],
  providers: [ImportedAnnouncements, Announcements],
  exports: [ImportedAnnouncements, Announcements],
})
export class AnnouncementsModule implements OnModuleInit {
  constructor(
    @Inject(Frames) private readonly frames: Frames,
    @Inject(AdminSections) private readonly admin: AdminSections,
  ) {}

  onModuleInit(): void {
    this.frames.plug(({ t }) => ({
      nav: [
        {
          label: t('ui.nav.home'),
          href: '/',
          order: 10,
          children: [{ label: t('announcements.title'), href: '/news', order: 10 }],
        },
      ],
    }));
    this.admin.add({ href: '/admin/news', label: 'announcements.title', order: 40 });
  }
}
