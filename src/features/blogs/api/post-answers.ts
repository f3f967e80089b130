import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import type { Post } from '../posts/post.model.js';
import { PostShower } from '../posts/shown.js';
import { listedPost } from './shapes.js';

/** What programs get to see of posts. */
@Injectable()
export class PostAnswers {
  constructor(@Inject(PostShower) private readonly shower: PostShower) {}

  async list(viewer: Viewer, posts: Post[]) {
    return (await this.shower.show(viewer, posts)).map(listedPost);
  }

  /** For its author the text is the one being written, where readers see none yet. */
  async one(viewer: Viewer, post: Post) {
    const [listed] = await this.list(viewer, [post.version > 0 ? post : { ...post, ...post.work }]);
    if (!listed) throw new Error('a post that is there is shown');
    const text = post.version > 0 ? post.source : (post.work?.source ?? '');
    return { ...listed, text, html: post.html, version: post.version };
  }
}
