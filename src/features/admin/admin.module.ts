import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { Frames } from '../../platform/web/frame.js';
import { AccountsModule, AdminSections } from '../accounts/public.js';
import { AdminApi } from './admin.api.js';
import { AdminController } from './admin.controller.js';
import { AdminFactsReader } from './admin-facts.js';
import { AdminMailController } from './admin-mail.controller.js';
import { AdminMembersController } from './admin-members.controller.js';
import { MailApi } from './mail.api.js';
import { MailDesk } from './mail-desk.js';

@Module({
  imports: [AccountsModule],
  controllers: [AdminApi, AdminController, AdminMembersController, AdminMailController, MailApi],
  providers: [AdminFactsReader, MailDesk],
})
export class AdminModule implements OnModuleInit {
  constructor(
    @Inject(Frames) private readonly frames: Frames,
    @Inject(AdminSections) private readonly sections: AdminSections,
  ) {}

  onModuleInit(): void {
    this.sections.add({ href: '/admin', label: 'admin.home.title', order: 10 });
    this.sections.add({ href: '/admin/members', label: 'admin.members.title', order: 20 });
    this.sections.add({ href: '/admin/mail', label: 'admin.mail.title', order: 30 });
    this.sections.add({ href: '/admin/site', label: 'admin.site.title', order: 50 });
    this.frames.plug(({ viewer, t }) => ({
      yours: viewer.administers ? [{ label: t('accounts.admin.title'), href: '/admin', order: 90 }] : [],
    }));
  }
}
