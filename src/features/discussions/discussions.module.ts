import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsModule } from '../accounts/public.js';
import { AttachmentsModule } from '../attachments/public.js';
import { NotificationsModule } from '../notifications/public.js';
import { TagsModule } from '../tags/public.js';
import { WorkspacesModule } from '../workspaces/public.js';
import { Counting } from './consequences/counting.js';
import { TakingPart } from './consequences/taking-part.js';
import { Telling } from './consequences/telling.js';
import { Tidying } from './consequences/tidying.js';
import { DiscussionController } from './discussion.controller.js';
import { discussionSchema } from './discussion.model.js';
import { DiscussionContents } from './discussion-contents.js';
import { DiscussionEntries } from './discussion-entries.js';
import { DiscussionLists } from './discussion-lists.js';
import { DiscussionPages } from './discussion-pages.js';
import { DiscussionsApi } from './discussions.api.js';
import { ApiAnswers } from './discussions.api-shapes.js';
import { DiscussionFeeds } from './discussions.feeds.js';
import { Discussions } from './discussions.js';
import { DiscussionNotices } from './discussions.notices.js';
import { ImportedDiscussions } from './imported.js';
import { DiscussionListsController } from './lists.controller.js';
import { DiscussionRoom } from './live/discussion-room.js';
import { LiveDiscussions } from './live/live-discussions.js';
import { NewestDiscussions } from './newest.js';
import { Opening } from './opening.js';
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
    ...[Discussions, Opening, Tending, Replies, Threads, ReadMarks, Writing],
    ...[DiscussionLists, DiscussionPages, DiscussionFeeds, NewestDiscussions, ApiAnswers],
    ...[DiscussionEntries, DiscussionContents, DiscussionPlugs, Registries],
    ...[DiscussionRoom, LiveDiscussions],
    ...[Telling, Counting, TakingPart, Tidying, DiscussionNotices],
    ImportedDiscussions,
  ],
  exports: [ImportedDiscussions],
})
export class DiscussionsModule {}
