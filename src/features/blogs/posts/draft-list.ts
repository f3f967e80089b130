import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import { shorten } from '../../../platform/text/plain-text.js';
import { Workspaces } from '../../workspaces/public.js';
import type { ShownDraft } from '../pages/drafts-page.js';
import { draftPath } from '../paths.js';
import { Drafts } from './drafts.js';
import type { Post } from './post.model.js';

const EXCERPT_LENGTH = 160;

/** "Your drafts", with the blog that each is meant for. */
@Injectable()
export class DraftList {
  constructor(
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
  ) {}

  async of(viewer: Viewer): Promise<ShownDraft[]> {
    const posts = await this.drafts.listFor(viewer);
    const places = await this.workspaces.namedFor(
      viewer,
      posts.flatMap(({ workspace }) => workspace ?? []),
    );
    const shown = posts.map((post) => {
      const place = post.workspace && places.get(post.workspace.toHexString());
      return shownDraft(post, place?.name ?? viewer.member?.name ?? '');
    });
    return shown.sort((a, b) => b.savedAt.getTime() - a.savedAt.getTime());
  }
}

function shownDraft(post: Post, place: string): ShownDraft {
  const { title, source, language } = post.work ?? post;
  return {
    id: post._id.toHexString(),
    title,
    path: draftPath(post._id),
    language,
    state: post.state,
    place,
    savedAt: post.work?.savedAt ?? post.createdAt,
    publishAt: post.publishAt,
    excerpt: shorten(source, EXCERPT_LENGTH),
  };
}
