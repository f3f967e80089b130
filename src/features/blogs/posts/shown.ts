import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import { tagPath } from '../../../platform/text/tags.js';
import type { Person, Tag } from '../../../ui/ui.js';
import { type Member, type MemberId, Members } from '../../accounts/public.js';
import { Workspaces, workspacePath } from '../../workspaces/public.js';
import { lastingPath, memberBlogPath, postPath, workspaceBlogPath } from '../paths.js';
import type { Post, PostState } from './post.model.js';

/** A post as lists show it. */
export interface ShownPost {
  id: string;
  title: string;
  path: string;
  language: string;
  excerpt: string;
  author: Person;
  coauthors: Person[];
  translators: Person[];
  /** The workspace whose blog it is in; null in a member's own. */
  place: { slug: string; name: string; path: string } | null;
  state: PostState;
  publishedAt: Date | null;
  editedAt: Date | null;
  commentCount: number;
  tags: Tag[];
}

type Named = Pick<Member, '_id' | 'handle' | 'name' | 'country' | 'removed'>;

/** Turns posts into what pages, feeds and the API show of them, asking for all their people and places at once. */
@Injectable()
export class PostShower {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
  ) {}

  async show(viewer: Viewer, posts: Post[]): Promise<ShownPost[]> {
    const [people, places] = await Promise.all([
      this.members.named(posts.flatMap(({ author, coauthors, translators }) => [author, ...coauthors, ...translators])),
      this.workspaces.namedFor(
        viewer,
        posts.flatMap(({ workspace }) => workspace ?? []),
      ),
    ]);
    return posts.map((post) => {
      const person = (id: MemberId) => personOf(people.get(id.toHexString()));
      const author = people.get(post.author.toHexString());
      const workspace = post.workspace && places.get(post.workspace.toHexString());
      const blogPath = workspace ? workspaceBlogPath(workspace.slug) : memberBlogPath(author?.handle ?? '');
      return shownPost(post, {
        author: person(post.author),
        coauthors: post.coauthors.map(person),
        translators: post.translators.map(person),
        path: post.slug === undefined ? lastingPath(post._id) : postPath(blogPath, post.slug),
        place: workspace ? { slug: workspace.slug, name: workspace.name, path: workspacePath(workspace) } : null,
      });
    });
  }
}

type Around = Pick<ShownPost, 'author' | 'coauthors' | 'translators' | 'path' | 'place'>;

const shownPost = (post: Post, around: Around): ShownPost => ({
  id: post._id.toHexString(),
  title: post.title,
  ...around,
  language: post.language,
  excerpt: post.excerpt,
  state: post.state,
  publishedAt: post.publishedAt,
  editedAt: post.editedAt,
  commentCount: post.commentCount,
  tags: shownTags(post),
});

export const shownTags = ({ tags }: Pick<Post, 'tags'>): Tag[] =>
  tags.map(({ name, key }) => ({ label: name, href: tagPath(key) }));

/** Who is gone keeps the name, and has no page any more. */
export const personOf = (member: Named | undefined): Person => ({
  name: member?.name ?? '—',
  handle: member && !member.removed ? member.handle : null,
  country: member?.country ?? null,
});
