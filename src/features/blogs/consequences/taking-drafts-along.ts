import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { Facts } from '../../../platform/facts/facts.js';
import type { MemberId } from '../../accounts/public.js';
import { membershipEnded, type WorkspaceId } from '../../workspaces/public.js';
import { blogKey } from '../blogs.js';
import { Authors } from '../posts/authors.js';
import type { Post } from '../posts/post.model.js';

/** Whoever leaves a workspace, or is removed, finds what they had begun for it among the drafts of their own blog. */
@Injectable()
export class TakingDraftsAlong implements OnModuleInit {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @Inject(Authors) private readonly authors: Authors,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  onModuleInit(): void {
    this.facts.on(membershipEnded, ({ workspace, member }) =>
      this.take(new Types.ObjectId(workspace), new Types.ObjectId(member)),
    );
  }

  private async take(workspace: WorkspaceId, author: MemberId): Promise<void> {
    if ((await this.authors.asViewer(author))?.belongsTo(workspace)) return;
    const unseen = { author, workspace, version: 0 };
    // An editor that is open is behind now: what was meant for the workspace does not come out elsewhere unread.
    await this.posts.updateMany({ ...unseen, work: { $ne: null } }, { $set: { 'work.tab': '' } });
    await this.posts.updateMany(unseen, {
      $set: { workspace: null, blog: blogKey(null, author), state: 'draft', publishAt: null, translationGroup: null },
      $inc: { revision: 1 },
    });
  }
}
