import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Viewers } from '../../../platform/access/viewers.js';
import { NotFound } from '../../../platform/errors/errors.js';
import { asViewerMember, type MemberId, Members } from '../../accounts/public.js';
import { Blogs } from '../blogs.js';
import { postRules } from '../blogs.policy.js';
import type { Post } from './post.model.js';

/** What the author of a post may do now, when somebody else or the clock acts for them. */
@Injectable()
export class Authors {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Viewers) private readonly viewers: Viewers,
    @Inject(Blogs) private readonly blogs: Blogs,
  ) {}

  /** What the member sees and may do today; null when they are gone. */
  async asViewer(id: MemberId): Promise<Viewer | null> {
    const member = await this.members.byId(id);
    return member && this.viewers.ofMember(asViewerMember(member), member.locale ?? 'en', member.timeZone ?? 'UTC');
  }

  async mayPublish(post: Post): Promise<boolean> {
    const viewer = await this.asViewer(post.author);
    if (!viewer) return false;
    try {
      const blog = await this.blogs.of(viewer, post);
      return postRules.edit(viewer, post, blog.workspace);
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }
}
