import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Clock } from '../../../platform/clock/clock.js';
import { refusalIn } from '../../workspaces/public.js';
import { Blogs } from '../blogs.js';
import { postRules } from '../blogs.policy.js';
import { Drafts, type DraftText, sameWriting } from './drafts.js';
import { EditConflict } from './edit-conflict.js';
import type { Post, PostId } from './post.model.js';
import { Releasing } from './releasing.js';
import { Schedule } from './schedule.js';
import { Translations } from './translations.js';

export interface Publication {
  /** Later than now; null publishes at once. */
  at: Date | null;
  /** An edit that tells nobody. */
  minor: boolean;
}

/** From what an author writes to what readers see. */
@Injectable()
export class Publishing {
  constructor(
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Translations) private readonly translations: Translations,
    @Inject(Releasing) private readonly releasing: Releasing,
    @Inject(Schedule) private readonly schedule: Schedule,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Publishes what is given, now or later; of a post that is public already it is an edit. Sent twice, it happens once. */
  async publish(viewer: Viewer, id: PostId, text: DraftText, { at, minor }: Publication): Promise<Post> {
    const post = await this.drafts.findFor(viewer, id);
    const blog = await this.blogs.of(viewer, post);
    if (!postRules.edit(viewer, post, blog.workspace)) throw refusalIn(blog.workspace);
    await this.translations.check(viewer, post, text.translationOf);
    if (post.state === 'published' && !post.work && sameWriting(post, text)) return post;
    const saved = await this.drafts.saveToRender(viewer, id, text);
    if (at && saved.state !== 'published') return this.schedule.put(saved, at);
    return this.releaseOnce(saved, text, minor);
  }

  /** The same words sent twice at once: whichever comes second finds them published. */
  private async releaseOnce(post: Post, text: DraftText, minor: boolean): Promise<Post> {
    try {
      return await this.releasing.release(post, { minor, at: this.clock.now() });
    } catch (error) {
      if (!(error instanceof EditConflict) || !sameWriting(error.current.work ?? error.current, text)) throw error;
      return error.current.work ? this.releaseOnce(error.current, text, minor) : error.current;
    }
  }
}
