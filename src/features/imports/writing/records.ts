import type { Types } from 'mongoose';
import type { TagField } from '../../../platform/database/fields.js';
import type { ImportedMember } from '../../accounts/public.js';
import type { ImportedAnnouncement } from '../../announcements/public.js';
import type { ImportedComment, ImportedPost } from '../../blogs/public.js';
import type { ImportedDiscussion, ImportedReply } from '../../discussions/public.js';
import type { ImportedFollow, ImportedSubscription } from '../../notifications/public.js';
import type { ImportedMembership, ImportedWorkspace } from '../../workspaces/public.js';
import type { PalabreRecordInput } from '../readers/palabre-records.js';

export interface Exported {
  id: Types.ObjectId;
  key: string;
}

const WAYS = { site: 'site', now: 'email', daily: 'daily', weekly: 'weekly' } as const;

/** From what features give to records: the way back of `Shapes`. What is empty is left out. */
export class Records {
  constructor(private readonly importedAs: (type: string, thing: Exported) => string | undefined) {}

  member(member: ImportedMember, addresses: string[]): PalabreRecordInput {
    const { name, email, country, languages, bio, sector, level, locale, timeZone, roles, interests } = member;
    return compact({
      ...{ type: 'member', id: hex(member.id), name, handle: member.handle, email, country, languages },
      ...{ interests: names(interests), about: bio, sector, level, locale, timeZone, roles },
      ...{ joinedAt: iso(member.joinedAt), leftAt: iso(member.leftAt), addresses },
      ...{ importedAs: this.importedAs('member', member) },
    });
  }

  /** Nobody founded a workspace that was imported before anybody looked after the community. */
  workspace(workspace: ImportedWorkspace, addresses: string[], founded: boolean): PalabreRecordInput {
    const { name, slug, oldSlugs, purpose, description, language, tags, visibility, createdBy } = workspace;
    return compact({
      ...{ type: 'workspace', id: hex(workspace.id), name, slug, oldSlugs, purpose, description, language },
      ...{
        tags: names(tags),
        visibility,
        createdBy: founded ? hex(createdBy) : null,
        createdAt: iso(workspace.createdAt),
      },
      ...{ archivedAt: iso(workspace.archivedAt), addresses, importedAs: this.importedAs('workspace', workspace) },
    });
  }

  membership({ workspace, member, role, since }: ImportedMembership): PalabreRecordInput {
    return compact({ type: 'membership', workspace: hex(workspace), member: hex(member), role, joinedAt: iso(since) });
  }

  post(post: ImportedPost): PalabreRecordInput {
    const { title, slug, oldSlugs, summary, source: text, language, tags, state, workspace, author } = post;
    return compact({
      ...{ type: 'post', id: hex(post.id), author: hex(author), title, text },
      blog: workspace ? { workspace: hex(workspace) } : { member: hex(author) },
      ...{ coauthors: post.coauthors.map(hex), translators: post.translators.map(hex), slug, oldSlugs, summary },
      ...{ language, group: post.translationGroup && hex(post.translationGroup), tags: names(tags), state },
      ...{ createdAt: iso(post.createdAt), updatedAt: iso(post.editedAt) },
      ...{ publishedAt: iso(post.publishedAt ?? post.publishAt), addresses: post.oldAddresses },
      importedAs: this.importedAs('post', post),
    });
  }

  comment(comment: ImportedComment): PalabreRecordInput {
    const { post, author, parent, source: text } = comment;
    return compact({
      ...{ type: 'comment', id: hex(comment.id), post: hex(post), author: hex(author), text },
      ...{ parent: parent && hex(parent), createdAt: iso(comment.at), updatedAt: iso(comment.editedAt) },
      ...{ removedAt: iso(comment.removedAt), importedAs: this.importedAs('comment', comment) },
    });
  }

  discussion(discussion: ImportedDiscussion, addresses: string[]): PalabreRecordInput {
    const { workspace, author, title, source: text, language, tags } = discussion;
    return compact({
      ...{ type: 'discussion', id: hex(discussion.id), workspace: workspace && hex(workspace), author: hex(author) },
      ...{ title, text, language, tags: names(tags), createdAt: iso(discussion.createdAt) },
      ...{
        updatedAt: iso(discussion.editedAt),
        pinnedAt: iso(discussion.pinnedAt),
        closedAt: iso(discussion.closedAt),
      },
      ...{ addresses, importedAs: this.importedAs('discussion', discussion) },
    });
  }

  reply(reply: ImportedReply): PalabreRecordInput {
    const { discussion, author, source: text, language } = reply;
    return compact({
      ...{ type: 'reply', id: hex(reply.id), discussion: hex(discussion), author: hex(author), text, language },
      ...{ createdAt: iso(reply.at), updatedAt: iso(reply.editedAt), removedAt: iso(reply.removedAt) },
      importedAs: this.importedAs('reply', reply),
    });
  }

  announcement(announcement: ImportedAnnouncement): PalabreRecordInput {
    const { title, source: text, language, by, at, updatedAt, until } = announcement;
    return compact({
      ...{ type: 'announcement', id: hex(announcement.id), author: by && hex(by), title, text, language },
      ...{ publishedAt: iso(at), updatedAt: iso(updatedAt), expiresAt: iso(until) },
      importedAs: this.importedAs('announcement', announcement),
    });
  }

  follow({ member, kind, target, way, since }: ImportedFollow): PalabreRecordInput {
    const of = { type: kind, id: target };
    return compact({ type: 'follow', member: hex(member), of, by: WAYS[way], since: iso(since) });
  }

  subscription({ email, locale, kind, target, way, since }: ImportedSubscription): PalabreRecordInput {
    const of = { type: kind, id: target };
    return compact({ type: 'subscription', email, locale, of, by: WAYS[way], since: iso(since) });
  }
}

const hex = (id: Types.ObjectId): string => id.toHexString();
const iso = (date: Date | null): string | undefined => date?.toISOString();
const names = (tags: TagField[]): string[] => tags.map(({ name }) => name);

/** The text of a thing stays also when it is empty. */
function compact(fields: Record<string, unknown>): PalabreRecordInput {
  const kept = Object.entries(fields).filter(
    ([name, value]) =>
      value !== undefined &&
      value !== null &&
      (value !== '' || name === 'text') &&
      !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as PalabreRecordInput;
}
