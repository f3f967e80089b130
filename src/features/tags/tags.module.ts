import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { foldTag, tagPath } from '../../platform/text/tags.js';
import { Frames } from '../../platform/web/frame.js';
import { AccountsModule } from '../accounts/public.js';
import { Follows, NotificationsModule } from '../notifications/public.js';
import { WorkspacesModule } from '../workspaces/public.js';
import { tagPlaceSchema, tagTotalSchema } from './tag-count.model.js';
import { TagCounts } from './tag-counts.js';
import { taggedSchema } from './tagged.model.js';
import { TaggedLists } from './tagged-lists.js';
import { Tagging } from './tagging.js';
import { TagsApi } from './tags.api.js';
import { TagsController } from './tags.controller.js';
import { Tags } from './tags.js';
import { WorkspaceTags } from './workspace-tags.js';

@Module({
  imports: [
    AccountsModule,
    NotificationsModule,
    WorkspacesModule,
    MongooseModule.forFeature([
      { name: 'Tagged', schema: taggedSchema },
      { name: 'TagPlace', schema: tagPlaceSchema },
      { name: 'TagTotal', schema: tagTotalSchema },
    ]),
  ],
  controllers: [TagsController, TagsApi],
  providers: [TagCounts, TaggedLists, Tagging, Tags, WorkspaceTags],
  exports: [TagCounts, Tagging, Tags],
})
export class TagsModule implements OnModuleInit {
  constructor(
    @Inject(Tags) private readonly tags: Tags,
    @Inject(Follows) private readonly follows: Follows,
    @Inject(Frames) private readonly frames: Frames,
  ) {}

  onModuleInit(): void {
    // Anybody may wait for a tag that nobody has used yet: saying yes to it tells nothing.
    this.follows.followable('tag', async (viewer, key) => {
      if (foldTag(key) !== key) return null;
      const found = await this.tags.findFor(viewer, key);
      return { title: found?.name ?? key, path: tagPath(key) };
    });
    this.frames.plug(({ t }) => ({ footer: { links: [{ label: t('tags.title'), href: '/tags', order: 50 }] } }));
  }
}
