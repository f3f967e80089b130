import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Clock } from '../../../platform/clock/clock.js';
import { isDuplicateKey } from '../../../platform/database/duplicate-key.js';
import { newId } from '../../../platform/database/ids.js';
import { Forbidden, NotFound } from '../../../platform/errors/errors.js';
import { type FactRecord, record } from '../../../platform/facts/fact.js';
import { Facts } from '../../../platform/facts/facts.js';
import { Attachments, subjectOf } from '../../attachments/public.js';
import { postEdited, postPublished, postUnpublished } from '../blogs.facts.js';
import { Blogs } from '../blogs.js';
import { postRules } from '../blogs.policy.js';
import { Drafts, type DraftText, sameWriting } from './drafts.js';
import { EditConflict } from './edit-conflict.js';
import type { Post, PostId, Writing } from './post.model.js';
import { freeSlug, keepsSlug } from './slugs.js';
import { renderPost } from './text.js';
import { Translations } from './translations.js';
import type { Version } from './version.model.js';

const TRIES = 5;
/** The first one, and so many of the latest. */
const MOST_VERSIONS = 200;
const MOST_OLD_SLUGS = 100;

export interface Publication {
  /** Later than now; null publishes at once. */
  at: Date | null;
  /** An edit that tells nobody. */
  minor: boolean;
}

/** From what an author writes to what readers see, and back. */
@Injectable()
export class Publishing {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @InjectModel('PostVersion') private readonly versions: Model<Version>,
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Translations) private readonly translations: Translations,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(Facts) private readonly facts: Facts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Publishes what is given, now or later; of a post that is public already it is an edit. Sent twice, it happens once. */
  async publish(viewer: Viewer, id: PostId, text: DraftText, { at, minor }: Publication): Promise<Post> {
    const post = await this.drafts.findFor(viewer, id);
    const blog = await this.blogs.of(viewer, post);
    if (!postRules.edit(viewer, post, blog.workspace)) throw new Forbidden();
    await this.translations.check(viewer, post, text.translationOf);
    if (post.state === 'published' && !post.work && sameWriting(post, text)) return post;
    const saved = await this.drafts.saveToRender(viewer, id, text);
    if (at && saved.state !== 'published') return this.schedule(saved, at);
    return this.releaseOnce(saved, text, minor);
  }

  /** The same words sent twice at once: whichever comes second finds them published. */
  private async releaseOnce(post: Post, text: DraftText, minor: boolean): Promise<Post> {
    try {
      return await this.release(post, { minor, at: this.clock.now() });
    } catch (error) {
      if (!(error instanceof EditConflict) || !sameWriting(error.current.work ?? error.current, text)) throw error;
      return error.current.work ? this.releaseOnce(error.current, text, minor) : error.current;
    }
  }

  private async schedule(post: Post, publishAt: Date): Promise<Post> {
    const scheduled = await this.posts
      .findOneAndUpdate(
        { _id: post._id, revision: post.revision, deleted: null },
        { $set: { state: 'scheduled', publishAt }, $inc: { revision: 1 } },
        { returnDocument: 'after' },
      )
      .lean<Post>();
    if (!scheduled) throw await this.overtaken(post._id);
    return scheduled;
  }

  /** Makes the work what readers see. Used at once, by the clock, and by a version that is taken back. */
  async release(post: Post, { at, minor }: { at: Date; minor: boolean }): Promise<Post> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.tryRelease(post, at, minor);
      } catch (error) {
        if (!isDuplicateKey(error) || attempt === TRIES) throw error;
      }
    }
  }

  private async tryRelease(post: Post, at: Date, minor: boolean): Promise<Post> {
    const writing = writingOf(post.work ?? post);
    const version = post.version + 1;
    await this.attachments.link(subjectOf('post', post._id), post.author, writing.source, [
      subjectOf('draft', post._id),
    ]);
    await this.keepVersion(post, { ...writing, number: version, at, minor });
    const changes = { ...writing, ...(await this.rendered(writing.source)), ...(await this.addressed(post, writing)) };
    const released = await this.posts
      .findOneAndUpdate(
        { _id: post._id, revision: post.revision, deleted: null },
        {
          $set: {
            ...changes,
            ...(post.work && {
              translationGroup: await this.translations.groupOf(post, post.work.translationOf),
            }),
            state: 'published',
            work: null,
            version,
            publishAt: null,
            publishedAt: post.publishedAt ?? at,
            ...(post.state === 'published' && !minor && { editedAt: at }),
          },
          $inc: { revision: 1 },
          $push: { outbox: factOf(post, version, minor, at) },
        },
        { returnDocument: 'after' },
      )
      .lean<Post>();
    if (!released) throw await this.overtaken(post._id);
    await this.facts.announce(this.posts, post._id);
    return released;
  }

  private async overtaken(id: PostId): Promise<Error> {
    const current = await this.posts.findOne({ _id: id, deleted: null }).lean<Post>();
    return current ? new EditConflict(current) : new NotFound();
  }

  /** Written before the post: a number that the post never came to take is written over. */
  private async keepVersion(post: Post, version: Writing & { number: number; at: Date; minor: boolean }) {
    const { number, ...fields } = version;
    await this.versions.updateOne(
      { post: post._id, number },
      { $set: { ...fields, by: post.author }, $setOnInsert: { _id: newId<'version'>() } },
      { upsert: true },
    );
    await this.versions.deleteMany({ post: post._id, number: { $gt: 1, $lte: number - MOST_VERSIONS } });
  }

  private async rendered(source: string) {
    const { html, ...rest } = renderPost(source);
    return { html: await this.attachments.dress(html), ...rest };
  }

  private async addressed(post: Post, { title }: Writing): Promise<{ slug: string; oldSlugs: string[] }> {
    const { slug: old, oldSlugs } = post;
    if (old !== undefined && keepsSlug(post, title)) return { slug: old, oldSlugs };
    const slug = await freeSlug(this.posts, post.blog, post._id, title);
    const before = [...oldSlugs, ...(old === undefined ? [] : [old])];
    return { slug, oldSlugs: [...new Set(before)].filter((one) => one !== slug).slice(-MOST_OLD_SLUGS) };
  }

  /** Takes it away from readers; also stops a clock that runs. The text stays with its author. */
  async unpublish(viewer: Viewer, post: Post): Promise<void> {
    if (!postRules.takeDown(viewer, post)) throw new Forbidden();
    if (post.state === 'scheduled')
      await this.posts.updateOne(
        { _id: post._id, state: 'scheduled' },
        { $set: { state: post.version > 0 ? 'unpublished' : 'draft', publishAt: null }, $inc: { revision: 1 } },
      );
    else
      await this.posts.updateOne(
        { _id: post._id, state: 'published' },
        {
          $set: { state: 'unpublished' },
          $inc: { revision: 1 },
          $push: { outbox: record(postUnpublished, { post: post._id.toHexString() }, this.clock.now()) },
        },
      );
    await this.facts.announce(this.posts, post._id);
  }
}

export const writingOf = ({ title, source, language, tags }: Writing): Writing => ({ title, source, language, tags });

function factOf(post: Post, version: number, minor: boolean, at: Date): FactRecord {
  const id = post._id.toHexString();
  if (post.state === 'published') return record(postEdited, { post: id, version, minor }, at);
  return record(postPublished, { post: id, first: post.publishedAt === null }, at);
}
