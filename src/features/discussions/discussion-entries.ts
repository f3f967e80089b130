import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import type { ContentAddress, ContentEntry } from '../../platform/content/contents.js';
import { Members } from '../accounts/public.js';
import { Workspaces, workspacePath } from '../workspaces/public.js';
import type { Discussion } from './discussion.model.js';
import { discussionPath } from './paths.js';
import { personOf } from './shown.js';

/** Discussions as pages that combine show them. Those whose workspace the viewer does not see are left out. */
@Injectable()
export class DiscussionEntries {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
  ) {}

  async of(viewer: Viewer, found: Discussion[]): Promise<ContentEntry[]> {
    const people = await this.members.named(found.map(({ author }) => author));
    return this.placed(viewer, found, (discussion, place) => ({
      id: `discussion:${discussion._id.toHexString()}`,
      title: discussion.title,
      path: discussionPath(place, discussion),
      language: discussion.language,
      person: personOf(people, discussion.author),
      place: place && { name: place.name, path: workspacePath(place) },
      at: discussion.activeAt,
      excerpt: discussion.excerpt,
      answers: discussion.replyCount,
    }));
  }

  addresses(viewer: Viewer, found: Discussion[]): Promise<ContentAddress[]> {
    return this.placed(viewer, found, (discussion, place) => ({
      path: discussionPath(place, discussion),
      changedAt: discussion.activeAt,
    }));
  }

  private async placed<Shown>(
    viewer: Viewer,
    found: Discussion[],
    show: (discussion: Discussion, place: { slug: string; name: string } | null) => Shown,
  ): Promise<Shown[]> {
    const ids = found.flatMap(({ workspace }) => workspace ?? []);
    const places = await this.workspaces.namedFor(viewer, ids);
    return found.flatMap((discussion) => {
      const place = discussion.workspace && places.get(discussion.workspace.toHexString());
      return place === undefined ? [] : [show(discussion, place)];
    });
  }
}
