import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsModule } from '../accounts/public.js';
import { AttachmentsModule } from '../attachments/public.js';
import { NotificationsModule } from '../notifications/public.js';
import { TagsModule } from '../tags/public.js';
import { WorkspacesModule } from '../workspaces/public.js';
import { CommentsApi } from './api/comments.api.js';
import { DraftsApi } from './api/drafts.api.js';
import { PostsApi } from './api/posts.api.js';
import { BlogContents } from './blog-contents.js';
import { BlogPages } from './blog-pages.js';
import { BlogsController } from './blogs.controller.js';
import { BlogFeeds } from './blogs.feeds.js';
import { Blogs } from './blogs.js';
import { BlogListeners } from './blogs.listeners.js';
import { BlogNotices } from './blogs.notices.js';
import { BlogPlugs, Registries } from './blogs.plugs.js';
import { commentSchema } from './comments/comment.model.js';
import { Comments } from './comments/comments.js';
import { CommentShower } from './comments/shown.js';
import { Threads } from './comments/threads.js';
import { CommentsController } from './comments.controller.js';
import { DraftsController } from './drafts.controller.js';
import { EditorPages } from './editor-pages.js';
import { ImportedComments } from './imported/imported-comments.js';
import { ImportedPosts } from './imported/imported-posts.js';
import { PostPages } from './post-pages.js';
import { Authors } from './posts/authors.js';
import { Composing } from './posts/composing.js';
import { DraftList } from './posts/draft-list.js';
import { Drafts } from './posts/drafts.js';
import { postSchema } from './posts/post.model.js';
import { Posts } from './posts/posts.js';
import { Publishing } from './posts/publishing.js';
import { Removal } from './posts/removal.js';
import { Schedule } from './posts/schedule.js';
import { PostShower } from './posts/shown.js';
import { Translations } from './posts/translations.js';
import { versionSchema } from './posts/version.model.js';
import { Versions } from './posts/versions.js';
import { PostsController } from './posts.controller.js';

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
    BlogsController,
    DraftsController,
    PostsController,
    CommentsController,
    PostsApi,
    DraftsApi,
    CommentsApi,
  ],
  providers: [
    ...[Blogs, Posts, PostShower, Translations, Authors],
    ...[Drafts, DraftList, Publishing, Schedule, Removal, Versions, Composing],
    ...[Comments, CommentShower, Threads],
    ...[BlogPages, PostPages, EditorPages, BlogFeeds, BlogContents, BlogListeners, BlogNotices, BlogPlugs, Registries],
    ...[ImportedComments, ImportedPosts],
  ],
  exports: [ImportedComments, ImportedPosts, Posts],
})
export class BlogsModule {}
