import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { Config } from '../../platform/config/config.js';
import { FEED_LENGTH, type FeedItem, type FeedSource } from '../../platform/feeds/feeds.js';
import { translator } from '../../platform/i18n/translator.js';
import { Members } from '../accounts/public.js';
import { Workspaces } from '../workspaces/public.js';
import type { Discussion } from './discussion.model.js';
import type { Held, Place } from './discussions.policy.js';
import { NewestDiscussions } from './newest.js';
import { discussionPath, listPath, plainPath, replyPath } from './paths.js';
import type { Reply } from './reply.model.js';
import { type People, personOf } from './shown.js';
import { Threads } from './threads.js';

/** What feed readers get: new discussions, and the replies of one. */
@Injectable()
export class DiscussionFeeds {
  constructor(
    @Inject(NewestDiscussions) private readonly contents: NewestDiscussions,
    @Inject(Threads) private readonly threads: Threads,
    @Inject(Members) private readonly members: Members,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Config) private readonly config: Config,
  ) {}

  async ofPlace(viewer: Viewer, place: Place): Promise<FeedSource> {
    const t = translator(viewer.locale);
    const range = { limit: FEED_LENGTH, ...(place && { within: [place._id] }) };
    return {
      title: place ? t('discussions.list.titleOf', { place: place.name }) : t('discussions.title'),
      path: listPath(place),
      publicUrl: this.config.publicUrl,
      items: await this.items(viewer, await this.contents.newest(viewer, range)),
      secret: viewer.member !== null,
    };
  }

  async ofDiscussion(viewer: Viewer, { discussion, place }: Held): Promise<FeedSource> {
    const replies = await this.threads.latest(discussion, FEED_LENGTH);
    const people = await this.members.named([discussion.author, ...replies.map(({ author }) => author)]);
    const items = replies.map((reply) => replyItem(reply, discussion, place, people));
    const opening = openingItem(discussion, place, people);
    return {
      title: discussion.title,
      path: plainPath(place, discussion._id),
      publicUrl: this.config.publicUrl,
      language: discussion.language,
      items: replies.length < FEED_LENGTH ? [...items, opening] : items,
      secret: viewer.member !== null,
    };
  }

  /** Discussions as entries, whole; those whose workspace the viewer does not see are left out. */
  async items(viewer: Viewer, found: Discussion[]): Promise<FeedItem[]> {
    const people = await this.members.named(found.map(({ author }) => author));
    const places = await this.workspaces.namedFor(
      viewer,
      found.flatMap(({ workspace }) => workspace ?? []),
    );
    return found.flatMap((discussion) => {
      const place = discussion.workspace && places.get(discussion.workspace.toHexString());
      return place === undefined ? [] : openingItem(discussion, place, people);
    });
  }
}

function openingItem(discussion: Discussion, place: Pick<NonNullable<Place>, 'slug'> | null, people: People): FeedItem {
  return {
    id: `discussion:${discussion._id.toHexString()}`,
    title: discussion.title,
    path: discussionPath(place, discussion),
    html: discussion.html,
    language: discussion.language,
    author: personOf(people, discussion.author).name,
    publishedAt: discussion.createdAt,
    updatedAt: discussion.editedAt ?? discussion.createdAt,
    tags: discussion.tags.map(({ name }) => name),
  };
}

function replyItem(reply: Reply, discussion: Discussion, place: Place, people: People): FeedItem {
  const author = personOf(people, reply.author).name;
  return {
    id: `reply:${reply._id.toHexString()}`,
    title: `${author}: ${discussion.title}`,
    path: replyPath(discussionPath(place, discussion), reply.seq),
    html: reply.html,
    language: reply.language,
    author,
    publishedAt: reply.at,
    updatedAt: reply.editedAt ?? reply.at,
    tags: [],
  };
}
