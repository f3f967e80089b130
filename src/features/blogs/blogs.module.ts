import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsModule } from '../accounts/public.js';
import { AttachmentsModule } from '../attachments/public.js';
import { NotificationsModule } from '../notifications/public.js';
import { TagsModule } from '../tags/public.js';
import { WorkspacesModule } from '../workspaces/public.js';
import { CommentsApi } from './api/comments.api.js';
import { DraftsApi } from './api/drafts.api.js';
import { PostAnswers } from './api/post-answers.js';
import { PostsApi } from './api/posts.api.js';
import { PublicationApi } from './api/publication.api.js';
import { BlogContents } from './blog-contents.js';
import { BlogPages } from './blog-pages.js';
import { BlogPostsController } from './blog-posts.controller.js';
import { BlogsController } from './blogs.controller.js';
import { BlogFeeds } from './blogs.feeds.js';
import { BlogFollows } from './blogs.follows.js';
import { Blogs } from './blogs.js';
import { BlogNotices } from './blogs.notices.js';
import { BlogPlugs, Registries } from './blogs.plugs.js';
import { commentSchema } from './comments/comment.model.js';
import { Commenting } from './comments/commenting.js';
import { Comments } from './comments/comments.js';
import { PostComments } from './comments/post-comments.js';
import { CommentShower } from './comments/shown.js';
import { Threads } from './comments/threads.js';
import { CommentsController } from './comments.controller.js';
import { Counting } from './consequences/counting.js';
import { TakingDraftsAlong } from './consequences/taking-drafts-along.js';
import { TakingPart } from './consequences/taking-part.js';
import { Tidying } from './consequences/tidying.js';
import { DraftListsController } from './draft-lists.controller.js';
import { DraftsController } from './drafts.controller.js';
import { EditorPages } from './editor-pages.js';
import { ImportedComments } from './imported/imported-comments.js';
import { ImportedPosts } from './imported/imported-posts.js';
import { PostCommentsController } from './post-comments.controller.js';
import { PostPages } from './post-pages.js';
import { Authors } from './posts/authors.js';
import { Composing } from './posts/composing.js';
import { DraftList } from './posts/draft-list.js';
import { Drafts } from './posts/drafts.js';
import { postSchema } from './posts/post.model.js';
import { Posts } from './posts/posts.js';
import { Publishing } from './posts/publishing.js';
import { Purge } from './posts/purge.js';
import { Related } from './posts/related.js';
import { Releasing } from './posts/releasing.js';
import { Removal } from './posts/removal.js';
import { Schedule } from './posts/schedule.js';
import { PostShower } from './posts/shown.js';
import { Translations } from './posts/translations.js';
import { versionSchema } from './posts/version.model.js';
import { Versions } from './posts/versions.js';
import { PostsController } from './posts.controller.js';
import { VersionsController } from './versions.controller.js';

@Module({
  imports: [
    AccountsModule,
    WorkspacesModule,
    NotificationsModule,
    TagsModule,
    AttachmentsModule,
    MongooseModule.forFeature([
      { name: 'Post', schema: postSchema },
      { name: 'PostVersion', schema: versionSchema },
      { name: 'Comment', schema: commentSchema },
    ]),
  ],
  controllers: [
    ...[BlogsController, BlogPostsController, PostsController, PostCommentsController, VersionsController],
    ...[DraftListsController, DraftsController, CommentsController],
    ...[PostsApi, PublicationApi, DraftsApi, CommentsApi],
  ],
  providers: [
    ...[Blogs, Posts, PostShower, PostAnswers, Translations, Related, Authors],
    ...[Drafts, DraftList, Publishing, Releasing, Schedule, Removal, Purge, Versions, Composing],
    ...[Comments, Commenting, CommentShower, Threads, PostComments],
    ...[BlogPages, PostPages, EditorPages, BlogFeeds, BlogContents, BlogPlugs, Registries],
    ...[Counting, TakingPart, TakingDraftsAlong, Tidying, BlogNotices, BlogFollows],
    ...[ImportedComments, ImportedPosts],
  ],
  exports: [ImportedComments, ImportedPosts, Posts],
})
export class BlogsModule {}
