import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsModule } from '../accounts/public.js';
import { AttachmentsModule } from '../attachments/public.js';
import { NotificationsModule } from '../notifications/public.js';
import { TagsModule } from '../tags/public.js';
import { WorkspacesModule } from '../workspaces/public.js';
import { Consequences } from './consequences.js';
import { DiscussionController } from './discussion.controller.js';
import { discussionSchema } from './discussion.model.js';
import { DiscussionLists } from './discussion-lists.js';
import { DiscussionPages } from './discussion-pages.js';
import { DiscussionsApi } from './discussions.api.js';
import { ApiAnswers } from './discussions.api-shapes.js';
import { DiscussionFeeds } from './discussions.feeds.js';
import { Discussions } from './discussions.js';
import { DiscussionNotices } from './discussions.notices.js';
import { ImportedDiscussions } from './imported.js';
import { DiscussionListsController } from './lists.controller.js';
import { LiveDiscussions } from './live-discussions.js';
import { NewestDiscussions } from './newest.js';
import { DiscussionPlugs, Registries } from './plugs.js';
import { readMarkSchema } from './read-mark.model.js';
import { ReadMarks } from './read-marks.js';
import { RepliesApi } from './replies.api.js';
import { RepliesController } from './replies.controller.js';
import { Replies } from './replies.js';
import { replySchema } from './reply.model.js';
import { TendingController } from './tending.controller.js';
import { Tending } from './tending.js';
import { Threads } from './threads.js';
import { Tidying } from './tidying.js';
import { Writing } from './writing.js';

@Module({
  imports: [
    AccountsModule,
    WorkspacesModule,
    NotificationsModule,
    TagsModule,
    AttachmentsModule,
    MongooseModule.forFeature([
      { name: 'Discussion', schema: discussionSchema },
      { name: 'Reply', schema: replySchema },
      { name: 'ReadMark', schema: readMarkSchema },
    ]),
  ],
  controllers: [
    DiscussionListsController,
    TendingController,
    RepliesController,
    DiscussionController,
    DiscussionsApi,
    RepliesApi,
  ],
  providers: [
    ApiAnswers,
    Consequences,
    DiscussionFeeds,
    DiscussionLists,
    DiscussionNotices,
    DiscussionPages,
    DiscussionPlugs,
    Discussions,
    ImportedDiscussions,
    LiveDiscussions,
    NewestDiscussions,
    ReadMarks,
    Registries,
    Replies,
    Tending,
    Threads,
    Tidying,
    Writing,
  ],
  exports: [ImportedDiscussions],
})
export class DiscussionsModule implements OnModuleInit {
  constructor(
    @Inject(Consequences) private readonly consequences: Consequences,
    @Inject(DiscussionNotices) private readonly notices: DiscussionNotices,
    @Inject(LiveDiscussions) private readonly live: LiveDiscussions,
    @Inject(DiscussionPlugs) private readonly plugs: DiscussionPlugs,
    @Inject(Tidying) private readonly tidying: Tidying,
  ) {}

  onModuleInit(): void {
    this.consequences.listen();
    this.notices.register();
    this.live.open();
    this.plugs.plug();
    this.tidying.listen();
  }
}
