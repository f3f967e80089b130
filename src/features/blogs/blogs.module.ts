import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Frames } from '../../platform/web/frame.js';
import { OldAddresses } from '../../platform/web/old-addresses.js';
import { AccountsModule } from '../accounts/public.js';
import { AttachmentsModule, Subjects } from '../attachments/public.js';
import { NotificationsModule } from '../notifications/public.js';
import { TagsModule } from '../tags/public.js';
import { WorkspacesModule } from '../workspaces/public.js';
import { BlogContents } from './blog-contents.js';
import { BlogsController } from './blogs.controller.js';
import { BlogFeeds } from './blogs.feeds.js';
import { Blogs } from './blogs.js';
import { BlogListeners } from './blogs.listeners.js';
import { BlogNotices } from './blogs.notices.js';
import { commentSchema } from './comments/comment.model.js';
import { Comments } from './comments/comments.js';
import { CommentShower } from './comments/shown.js';
import { Threads } from './comments/threads.js';
import { CommentsController } from './comments.controller.js';
import { DraftsController } from './drafts.controller.js';
import { ImportedComments } from './imported/imported-comments.js';
import { ImportedPosts } from './imported/imported-posts.js';
import { PostPages } from './post-pages.js';
import { Authors } from './posts/authors.js';
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
    AttachmentsModule,
    TagsModule,
    MongooseModule.forFeature([
      { name: 'Post', schema: postSchema },
      { name: 'PostVersion', schema: versionSchema },
      { name: 'Comment', schema: commentSchema },
    ]),
  ],
  controllers: [BlogsController, DraftsController, PostsController, CommentsController],
  providers: [
    ...[Blogs, Posts, PostShower, Translations, Authors],
    ...[Drafts, DraftList, Publishing, Schedule, Removal, Versions],
    ...[Comments, CommentShower, Threads],
    ...[PostPages, BlogFeeds, BlogContents, BlogListeners, BlogNotices],
    ...[ImportedComments, ImportedPosts],
  ],
  exports: [ImportedComments, ImportedPosts, Posts],
})
export class BlogsModule implements OnModuleInit {
  constructor(
    @Inject(Frames) private readonly frames: Frames,
    @Inject(OldAddresses) private readonly oldAddresses: OldAddresses,
    @Inject(Subjects) private readonly subjects: Subjects,
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Comments) private readonly comments: Comments,
  ) {}

  onModuleInit(): void {
    this.frames.plug(({ viewer, t }) => ({
      nav: [
        {
          label: t('ui.nav.community'),
          href: '/community',
          order: 20,
          children: [{ label: t('ui.nav.blogs'), href: '/blogs', order: 30 }],
        },
      ],
      yours: viewer.member ? [{ label: t('blogs.drafts.title'), href: '/drafts', order: 50 }] : [],
    }));
    this.oldAddresses.plug((viewer, address) => this.posts.atOldAddress(viewer, address));
    this.subjects.register({ kind: 'post', admits: (viewer, id) => this.posts.admits(viewer, id) });
    this.subjects.register({ kind: 'draft', admits: (viewer, id) => this.posts.admitsToHistory(viewer, id) });
    this.subjects.register({ kind: 'comment', admits: (viewer, id) => this.comments.admits(viewer, id) });
  }
}
