import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { MongooseModule } from '@nestjs/mongoose';
import { OldAddresses } from '../../platform/web/old-addresses.js';
import { AccountsModule } from '../accounts/public.js';
import { AnnouncementsModule } from '../announcements/public.js';
import { BlogsModule } from '../blogs/public.js';
import { DiscussionsModule } from '../discussions/public.js';
import { NotificationsModule } from '../notifications/public.js';
import { TagsModule } from '../tags/public.js';
import { WorkspacesModule } from '../workspaces/public.js';
import { Exporter } from './exporter.js';
import { Importer } from './importer.js';
import { OldFrontDoor } from './old-front-door.js';
import { Features } from './writing/features.js';
import { OldPlaces, oldPlaceSchema } from './writing/old-places.js';

@Module({
  imports: [
    AccountsModule,
    NotificationsModule,
    WorkspacesModule,
    TagsModule,
    AnnouncementsModule,
    BlogsModule,
    DiscussionsModule,
    MongooseModule.forFeature([{ name: 'OldPlace', schema: oldPlaceSchema }]),
  ],
  providers: [Exporter, Features, Importer, OldPlaces, { provide: APP_GUARD, useClass: OldFrontDoor }],
  exports: [Exporter, Importer],
})
export class ImportsModule implements OnModuleInit {
  constructor(
    @Inject(OldAddresses) private readonly oldAddresses: OldAddresses,
    @Inject(OldPlaces) private readonly oldPlaces: OldPlaces,
  ) {}

  onModuleInit(): void {
    this.oldAddresses.plug((viewer, address) => this.oldPlaces.find(viewer, address));
  }
}
