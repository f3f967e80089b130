import { Inject, Injectable } from '@nestjs/common';
import { ImportedMembers } from '../../accounts/public.js';
import { ImportedAnnouncements } from '../../announcements/public.js';
import { ImportedComments, ImportedPosts } from '../../blogs/public.js';
import { ImportedDiscussions } from '../../discussions/public.js';
import { ImportedFollows } from '../../notifications/public.js';
import { TagCounts } from '../../tags/public.js';
import { ImportedWorkspaces } from '../../workspaces/public.js';

/** What imports and exports use of each feature. */
@Injectable()
export class Features {
  constructor(
    @Inject(ImportedMembers) readonly members: ImportedMembers,
    @Inject(ImportedWorkspaces) readonly workspaces: ImportedWorkspaces,
    @Inject(ImportedPosts) readonly posts: ImportedPosts,
    @Inject(ImportedComments) readonly comments: ImportedComments,
    @Inject(ImportedDiscussions) readonly discussions: ImportedDiscussions,
    @Inject(ImportedAnnouncements) readonly announcements: ImportedAnnouncements,
    @Inject(ImportedFollows) readonly follows: ImportedFollows,
    @Inject(TagCounts) readonly tagCounts: TagCounts,
  ) {}
}
