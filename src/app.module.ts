import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AccountsModule } from './features/accounts/public.js';
import { AdminModule } from './features/admin/public.js';
import { AnnouncementsModule } from './features/announcements/public.js';
import { AttachmentsModule } from './features/attachments/public.js';
import { BlogsModule } from './features/blogs/public.js';
import { DiscussionsModule } from './features/discussions/public.js';
import { HomeModule } from './features/home/public.js';
import { ImportsModule } from './features/imports/public.js';
import { NotificationsModule } from './features/notifications/public.js';
import { PeopleModule } from './features/people/public.js';
import { TagsModule } from './features/tags/public.js';
import { WorkspacesModule } from './features/workspaces/public.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';

/** The only list of features, from the bottom of the ladder to its top. */
export const features: Type[] = [
  AccountsModule,
  NotificationsModule,
  WorkspacesModule,
  TagsModule,
  AttachmentsModule,
  BlogsModule,
  DiscussionsModule,
  ImportsModule,
  AnnouncementsModule,
  PeopleModule,
  HomeModule,
  AdminModule,
];

@Module({})
export class AppModule {
  static with(platform: PlatformOptions, chosen = features): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(platform), ...chosen] };
  }
}
