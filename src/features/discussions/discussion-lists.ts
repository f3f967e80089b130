import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { dateCursor, type Listing } from '../../platform/api/api.js';
import { Clock } from '../../platform/clock/clock.js';
import { Members } from '../accounts/public.js';
import { type WorkspaceId, Workspaces } from '../workspaces/public.js';
import type { Discussion } from './discussion.model.js';
import { visibleDiscussions } from './discussions.policy.js';
import { discussionPath } from './paths.js';
import { ReadMarks } from './read-marks.js';
import { type ListedDiscussion, personOf, shownTags } from './shown.js';

/** Of everything the viewer sees, or of one workspace. */
export type Range = 'everywhere' | WorkspaceId;

type Skeleton = Pick<
  Discussion,
  | '_id'
  | 'workspace'
  | 'author'
  | 'title'
  | 'language'
  | 'tags'
  | 'createdAt'
  | 'activeAt'
  | 'replyCount'
  | 'closed'
  | 'pinned'
>;

const SKELETON =
  '_id workspace author title language tags createdAt activeAt replyCount closed pinned' satisfies string;
const MAX_PINNED = 10;
/** What a member has never opened counts as new for this long. */
const NEW_FOR_MS = 14 * 24 * 3600 * 1000;

/** Lists of discussions: last active first, each line with all it shows. */
@Injectable()
export class DiscussionLists {
  constructor(
    @InjectModel('Discussion') private readonly discussions: Model<Discussion>,
    @Inject(Members) private readonly members: Members,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(ReadMarks) private readonly marks: ReadMarks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Those on top. In the list of everything, only the open forum has any: a workspace's pins are its own matter. */
  async pinned(viewer: Viewer, range: Range): Promise<ListedDiscussion[]> {
    const found = await this.discussions
      .find(pinnedIn(viewer, range), SKELETON)
      .sort({ 'pinned.at': -1 })
      .limit(MAX_PINNED)
      .lean<Skeleton[]>();
    return this.present(viewer, found);
  }

  async list(
    viewer: Viewer,
    range: Range,
    { after, limit, withoutPinned = false }: { after?: string; limit: number; withoutPinned?: boolean },
  ): Promise<Listing<ListedDiscussion>> {
    const apart = withoutPinned ? { $nor: [pinnedOf(range)] } : {};
    const found = await this.discussions
      .find({ ...within(viewer, range), ...apart, ...olderThan(after) }, SKELETON)
      .sort({ activeAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<Skeleton[]>();
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await this.present(viewer, shown),
      next: found.length > limit && last ? dateCursor.pack(last.activeAt, last._id) : null,
    };
  }

  count(viewer: Viewer, range: Range): Promise<number> {
    return this.discussions.countDocuments(within(viewer, range));
  }

  /** Everything that the lines show, in three questions however many lines there are. */
  private async present(viewer: Viewer, found: Skeleton[]): Promise<ListedDiscussion[]> {
    const [people, places, marks] = await Promise.all([
      this.members.named(found.map(({ author }) => author)),
      this.workspaces.namedFor(
        viewer,
        found.flatMap(({ workspace }) => workspace ?? []),
      ),
      this.marks.of(
        viewer,
        found.map(({ _id }) => _id),
      ),
    ]);
    const newSince = this.clock.now().getTime() - NEW_FOR_MS;
    return found.flatMap((discussion) => {
      const place = discussion.workspace && places.get(discussion.workspace.toHexString());
      if (place === undefined) return [];
      const mark = marks.get(discussion._id.toHexString());
      return {
        id: discussion._id.toHexString(),
        title: discussion.title,
        language: discussion.language,
        path: discussionPath(place, discussion),
        author: personOf(people, discussion.author),
        place,
        createdAt: discussion.createdAt,
        activeAt: discussion.activeAt,
        replyCount: discussion.replyCount,
        closed: discussion.closed !== null,
        pinned: discussion.pinned !== null,
        tags: shownTags(discussion.tags),
        unread:
          viewer.member !== null &&
          (mark === undefined
            ? discussion.activeAt.getTime() > newSince && !viewer.is(discussion.author)
            : mark < discussion.replyCount),
      };
    });
  }
}

const within = (viewer: Viewer, range: Range) =>
  range === 'everywhere'
    ? visibleDiscussions(viewer)
    : { removed: null, workspace: viewer.sees(range) ? range : NOWHERE };

/** No workspace has this id. */
const NOWHERE = new Types.ObjectId('000000000000000000000000');

const pinnedOf = (range: Range) => ({
  workspace: range === 'everywhere' ? null : range,
  'pinned.at': { $type: 'date' as const },
});

const pinnedIn = (viewer: Viewer, range: Range) => ({ ...within(viewer, range), ...pinnedOf(range) });

function olderThan(after: string | undefined) {
  const cursor = dateCursor.unpack(after);
  if (!cursor) return {};
  const _id = { $lt: new Types.ObjectId(cursor.id) };
  return { $or: [{ activeAt: { $lt: cursor.at } }, { activeAt: cursor.at, _id }] };
}
