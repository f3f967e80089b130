import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../../platform/clock/clock.js';
import { allOf, type Brought, bring, hereAmong, type Outcome } from '../../../platform/database/bring.js';
import type { TagField } from '../../../platform/database/fields.js';
import type { MemberId } from '../../accounts/public.js';
import { Tagging } from '../../tags/public.js';
import type { WorkspaceId } from '../../workspaces/public.js';
import { blogKey } from '../blogs.js';
import { publicPosts } from '../blogs.policy.js';
import type { Post, PostId, PostState } from '../posts/post.model.js';
import { renderPost } from '../posts/text.js';
import type { Version } from '../posts/version.model.js';
import { freeSlugs } from './free-slugs.js';

/** A post as an import finds it. */
export interface ImportedPost {
  id: PostId;
  key: string;
  /** null in the author's own blog. */
  workspace: WorkspaceId | null;
  author: MemberId;
  coauthors: MemberId[];
  translators: MemberId[];
  title: string;
  slug?: string;
  oldSlugs: string[];
  /** Instead of the beginning of the text. */
  summary?: string;
  /** Markdown. */
  source: string;
  language: string;
  tags: TagField[];
  state: PostState;
  translationGroup: PostId | null;
  createdAt: Date;
  publishedAt: Date | null;
  publishAt: Date | null;
  editedAt: Date | null;
  oldAddresses: string[];
}

const wasPublic = (state: PostState | undefined): boolean => state === 'published' || state === 'unpublished';

/** Posts by import: many at once, with their own authors and dates, told to nobody. */
@Injectable()
export class ImportedPosts {
  constructor(
    @InjectModel('Post') private readonly posts: Model<Post>,
    @InjectModel('PostVersion') private readonly versions: Model<Version>,
    @Inject(Tagging) private readonly tagging: Tagging,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async put(batch: ImportedPost[]): Promise<Map<string, Outcome>> {
    const byId = new Map(batch.map((post) => [post.id.toHexString(), post]));
    const outcomes = await bring(this.posts, batch.map(broughtOf), this.clock.now(), async (fresh) => {
      const posts = fresh.flatMap(({ _id }) => byId.get(_id.toHexString()) ?? []);
      const slugs = await freeSlugs(this.posts, posts.filter(({ state }) => wasPublic(state)).map(wishOf));
      return posts.map(({ id, state, oldSlugs }) => ({
        slug: slugs.get(id.toHexString()),
        oldSlugs,
        revision: 1,
        version: wasPublic(state) ? 1 : 0,
      }));
    });
    await this.address(batch.filter(({ id }) => outcomes.get(id.toHexString()) === 'updated'));
    await this.keepVersions(
      batch.filter(({ id }) => ['made', 'updated'].includes(outcomes.get(id.toHexString()) ?? '')),
    );
    await this.tag([...byId.keys()]);
    return outcomes;
  }

  known(ids: PostId[]): Promise<Set<string>> {
    return hereAmong(this.posts, ids);
  }

  /** When the last post of a workspace was published. */
  async lastSaidIn(workspace: WorkspaceId): Promise<Date | null> {
    const last = await this.posts
      .findOne({ blog: `workspace:${workspace.toHexString()}`, ...publicPosts }, { publishedAt: 1 })
      .sort({ publishedAt: -1 })
      .lean<Pick<Post, 'publishedAt'>>();
    return last?.publishedAt ?? null;
  }

  /** Also drafts, as they are now; what was deleted is not among them. */
  async *all(): AsyncGenerator<ImportedPost> {
    const groups = await this.posts.distinct('translationGroup', { deleted: null });
    const named = new Set(groups.map((id) => String(id)));
    for await (const post of allOf(this.posts, { deleted: null, revision: { $gt: 0 } })) yield written(post, named);
  }

  /** What was a draft at its source the last time has no address yet. */
  private async address(batch: ImportedPost[]): Promise<void> {
    const bare = await this.posts
      .find({ _id: { $in: batch.map(({ id }) => id) }, slug: { $exists: false } }, { _id: 1 })
      .lean<Pick<Post, '_id'>[]>();
    const ids = new Set(bare.map(({ _id }) => _id.toHexString()));
    const posts = batch.filter(({ id, state }) => wasPublic(state) && ids.has(id.toHexString()));
    for (const [_id, slug] of await freeSlugs(this.posts, posts.map(wishOf)))
      await this.posts.updateOne({ _id }, { $set: { slug, version: 1 } });
  }

  private async keepVersions(batch: ImportedPost[]): Promise<void> {
    const published = batch.filter(({ state }) => wasPublic(state));
    if (published.length === 0) return;
    await this.versions.bulkWrite(
      published.map(({ id, author, title, source, language, tags, publishedAt, createdAt }) => ({
        updateOne: {
          filter: { post: id, number: 1 },
          update: { $set: { title, source, language, tags, at: publishedAt ?? createdAt, by: author, minor: false } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }

  private async tag(ids: string[]): Promise<void> {
    const found = await this.posts
      .find({ _id: { $in: ids }, ...publicPosts }, { workspace: 1, tags: 1, publishedAt: 1, createdAt: 1 })
      .lean<Post[]>();
    await this.tagging.putAll(
      found.map(({ _id, workspace, tags, publishedAt, createdAt }) => ({
        subject: `post:${_id.toHexString()}`,
        section: 'blogs',
        workspace,
        tags,
        at: publishedAt ?? createdAt,
      })),
    );
  }
}

/** What readers see, or of a draft what its author sees. */
function written(post: Post, groups: ReadonlySet<string>): ImportedPost {
  const { _id, imported, workspace, author, coauthors, translators, slug, oldSlugs, state, work } = post;
  const { createdAt, publishedAt, publishAt, editedAt, oldAddresses } = post;
  const { title, source, language, tags } = wasPublic(state) ? post : (work ?? post);
  const summary = post.excerpt === renderPost(source).excerpt || !wasPublic(state) ? undefined : post.excerpt;
  return {
    id: _id,
    key: imported?.key ?? '',
    ...{ workspace, author, coauthors, translators, slug, oldSlugs, state, title, source, language, tags, summary },
    ...{ createdAt, publishedAt, publishAt, editedAt, oldAddresses },
    translationGroup: post.translationGroup ?? (groups.has(_id.toHexString()) ? _id : null),
  };
}

const broughtOf = ({ id, key, slug: _, oldSlugs: __, summary, ...given }: ImportedPost): Brought<Post> => ({
  _id: id,
  key,
  given: { ...given, blog: blogKey(given.workspace, given.author) },
  made: () => ({ ...renderPost(given.source), ...(summary && { excerpt: summary }) }),
});

const wishOf = ({ id, workspace, author, slug, title }: ImportedPost) => ({
  id,
  blog: blogKey(workspace, author),
  wish: slug || title,
});
