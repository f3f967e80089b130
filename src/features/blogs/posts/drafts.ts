import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Clock } from '../../../platform/clock/clock.js';
import { isDuplicateKey } from '../../../platform/database/duplicate-key.js';
import { newId } from '../../../platform/database/ids.js';
import { NotFound } from '../../../platform/errors/errors.js';
import { Facts } from '../../../platform/facts/facts.js';
import { EDITS, Limits } from '../../../platform/web/limits.js';
import type { MemberId } from '../../accounts/public.js';
import { Attachments, subjectOf } from '../../attachments/public.js';
import { refusalIn } from '../../workspaces/public.js';
import type { Blog } from '../blogs.js';
import { postRules } from '../blogs.policy.js';
import { EditConflict } from './edit-conflict.js';
import { emptyPost } from './empty-post.js';
import type { Post, PostId, Work, Writing } from './post.model.js';

const NEW_POSTS = { name: 'new-posts', points: 60, seconds: 3600 };
const LONGEST_LIST = 200;

export interface DraftText extends Writing {
  translationOf: string;
  /** The revision that the page was opened with. */
  revision: number;
  /** Names the page, so that it may save again and again. */
  tab: string;
}

/** What authors write before readers see it: texts of their own that nobody else gets to know of. */
@Injectable()
export class Drafts {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Facts) facts: Facts,
  ) {
    facts.carriedBy(posts);
  }

  /** A blank page in this blog; one that was opened before and left blank is taken again. */
  async open(viewer: Viewer, blog: Blog): Promise<Post> {
    const author = this.writerIn(viewer, blog);
    const blank = await this.posts
      .findOne({ author, state: 'draft', blog: blog.key, revision: 0, deleted: null, clientId: null })
      .lean<Post>();
    if (blank) return blank;
    return this.begin(viewer, blog, author);
  }

  /** For a program that sends a whole post: the one that it has begun under this `clientId`, or one of its own. */
  async openFor(viewer: Viewer, blog: Blog, clientId: string | undefined): Promise<Post> {
    const author = this.writerIn(viewer, blog);
    const known = clientId ? await this.posts.findOne({ author, clientId }).lean<Post>() : null;
    if (known) return this.findFor(viewer, known._id);
    try {
      return await this.begin(viewer, blog, author, clientId);
    } catch (error) {
      if (!clientId || !isDuplicateKey(error)) throw error;
      return this.openFor(viewer, blog, clientId);
    }
  }

  private async begin(viewer: Viewer, blog: Blog, author: MemberId, clientId?: string): Promise<Post> {
    await this.limits.count(NEW_POSTS, author.toHexString());
    const language = viewer.writesIn(blog.workspace?.language);
    const post = emptyPost({ _id: newId<'post'>(), blog, author, language, at: this.clock.now() });
    await this.posts.create({ ...post, ...(clientId && { clientId }) });
    return post;
  }

  private writerIn(viewer: Viewer, blog: Blog): MemberId {
    const ownBlogOfAnother = blog.owner && !viewer.is(blog.owner._id);
    if (!viewer.member || ownBlogOfAnother || !postRules.write(viewer, blog.workspace)) throw refusalIn(blog.workspace);
    return viewer.member.id;
  }

  /** The viewer's own post, whatever its state. @throws NotFound for those of others. */
  async findFor(viewer: Viewer, id: PostId): Promise<Post> {
    const post = await this.posts.findOne({ _id: id, author: viewer.id, deleted: null }).lean<Post>();
    if (!post || !viewer.sees(post.workspace)) throw new NotFound();
    return post;
  }

  /** As `save`, before it is rendered: to be read, or to be looked at. */
  async saveToRender(viewer: Viewer, id: PostId, text: DraftText): Promise<Post> {
    if (viewer.id) await this.limits.count(EDITS, viewer.id.toHexString());
    return this.save(viewer, id, text);
  }

  /** Keeps what was typed; the public text stays as it is. @throws EditConflict when another page has saved since. */
  async save(viewer: Viewer, id: PostId, text: DraftText): Promise<Post> {
    const post = await this.findFor(viewer, id);
    await this.attachments.link(subjectOf('draft', id), post.author, text.source, [subjectOf('post', id)]);
    const saved = await this.posts
      .findOneAndUpdate(
        { _id: id, deleted: null, $or: [{ revision: text.revision }, { 'work.tab': text.tab }] },
        { $set: { work: workFrom(text, this.clock.now()) }, $inc: { revision: 1 } },
        { returnDocument: 'after' },
      )
      .lean<Post>();
    if (saved) return saved;
    const current = await this.findFor(viewer, id);
    if (sameWriting(current.work ?? current, text)) return current;
    throw new EditConflict(current);
  }

  /** Lets go of an edit: the public text stands as it was. */
  async discardEdit(viewer: Viewer, id: PostId): Promise<Post> {
    const post = await this.findFor(viewer, id);
    await this.posts.updateOne({ _id: id, version: { $gt: 0 } }, { $set: { work: null }, $inc: { revision: 1 } });
    return post;
  }

  /** Everything of the viewer that readers do not see yet, or not in this form. */
  async listFor(viewer: Viewer): Promise<Post[]> {
    return this.posts
      .find({
        author: viewer.id,
        deleted: null,
        $or: [{ state: { $ne: 'published' } }, { work: { $ne: null } }],
        revision: { $gt: 0 },
        ...viewer.visible,
      })
      .sort({ createdAt: -1 })
      .limit(LONGEST_LIST)
      .lean<Post[]>();
  }
}

const workFrom = ({ title, source, language, tags, translationOf, tab }: DraftText, savedAt: Date): Work => ({
  title,
  source,
  language,
  tags,
  translationOf,
  savedAt,
  tab,
});

/** The same words: whoever sends them twice has lost nothing. */
export const sameWriting = (a: Writing, b: Writing): boolean =>
  a.title === b.title && a.source === b.source && a.language === b.language && tagNames(a) === tagNames(b);

const tagNames = ({ tags }: Writing) => tags.map(({ name }) => name).join(',');
