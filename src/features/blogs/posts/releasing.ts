import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../../../platform/database/duplicate-key.js';
import { newId } from '../../../platform/database/ids.js';
import { type FactRecord, record } from '../../../platform/facts/fact.js';
import { Facts } from '../../../platform/facts/facts.js';
import { Attachments, subjectOf } from '../../attachments/public.js';
import { postEdited, postPublished } from '../blogs.facts.js';
import { overtaken } from './edit-conflict.js';
import type { Post, Writing } from './post.model.js';
import { freeSlug, keepsSlug } from './slugs.js';
import { renderPost } from './text.js';
import { Translations } from './translations.js';
import type { Version } from './version.model.js';

const TRIES = 5;
/** The first one, and so many of the latest. */
const MOST_VERSIONS = 200;
const MOST_OLD_SLUGS = 100;

export interface Release {
  at: Date;
  /** An edit that tells nobody. */
  minor: boolean;
}

/** The moment in which the work of an author becomes what readers see. */
@Injectable()
export class Releasing {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @InjectModel('PostVersion') private readonly versions: Model<Version>,
    @Inject(Translations) private readonly translations: Translations,
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(Facts) private readonly facts: Facts,
  ) {}

  /** Makes the work what readers see. Used at once, by the clock, and by a version that is taken back. */
  async release(post: Post, how: Release): Promise<Post> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.tryRelease(post, how);
      } catch (error) {
        if (!isDuplicateKey(error) || attempt === TRIES) throw error;
      }
    }
  }

  private async tryRelease(post: Post, how: Release): Promise<Post> {
    const writing = writingOf(post.work ?? post);
    const version = post.version + 1;
    await this.attachments.link(subjectOf('post', post._id), post.author, writing.source, [
      subjectOf('draft', post._id),
    ]);
    await this.keepVersion(post, { ...writing, number: version, ...how });
    const released = await this.posts
      .findOneAndUpdate(
        { _id: post._id, revision: post.revision, deleted: null },
        {
          $set: { ...(await this.shown(post, writing)), ...stateAfter(post, how), version },
          $inc: { revision: 1 },
          $push: { outbox: factOf(post, version, how) },
        },
        { returnDocument: 'after' },
      )
      .lean<Post>();
    if (!released) throw await overtaken(this.posts, post._id);
    await this.facts.announce(this.posts, post._id);
    return released;
  }

  /** Written before the post: a number that the post never came to take is written over. */
  private async keepVersion(post: Post, version: Writing & Release & { number: number }) {
    const { number, ...fields } = version;
    await this.versions.updateOne(
      { post: post._id, number },
      { $set: { ...fields, by: post.author }, $setOnInsert: { _id: newId<'version'>() } },
      { upsert: true },
    );
    await this.versions.deleteMany({ post: post._id, number: { $gt: 1, $lte: number - MOST_VERSIONS } });
  }

  /** All that readers see of it from now on. */
  private async shown(post: Post, writing: Writing): Promise<Partial<Post>> {
    const { html, ...rendered } = renderPost(writing.source);
    return {
      ...writing,
      ...rendered,
      html: await this.attachments.dress(html),
      ...(await this.addressed(post, writing)),
      ...(post.work && { translationGroup: await this.translations.groupOf(post, post.work.translationOf) }),
    };
  }

  private async addressed(post: Post, { title }: Writing): Promise<{ slug: string; oldSlugs: string[] }> {
    const { slug: old, oldSlugs } = post;
    if (old !== undefined && keepsSlug(post, title)) return { slug: old, oldSlugs };
    const slug = await freeSlug(this.posts, post.blog, post._id, title);
    const before = [...oldSlugs, ...(old === undefined ? [] : [old])];
    return { slug, oldSlugs: [...new Set(before)].filter((one) => one !== slug).slice(-MOST_OLD_SLUGS) };
  }
}

export const writingOf = ({ title, source, language, tags }: Writing): Writing => ({ title, source, language, tags });

const stateAfter = (post: Post, { at, minor }: Release): Partial<Post> => ({
  state: 'published',
  work: null,
  publishAt: null,
  publishedAt: post.publishedAt ?? at,
  ...(post.state === 'published' && !minor && { editedAt: at }),
});

function factOf(post: Post, version: number, { at, minor }: Release): FactRecord {
  const id = post._id.toHexString();
  if (post.state === 'published') return record(postEdited, { post: id, version, minor }, at);
  return record(postPublished, { post: id, first: post.publishedAt === null }, at);
}
