import { importedId, importKey } from '../../../platform/database/imported-ids.js';
import { htmlToMarkdown } from '../../../platform/text/html-to-markdown.js';
import { foldTag, tagFields } from '../../../platform/text/tags.js';
import type { ImportedMember, MemberId } from '../../accounts/public.js';
import type { ImportedAnnouncement } from '../../announcements/public.js';
import type { ImportedComment, ImportedPost } from '../../blogs/public.js';
import type { ImportedDiscussion, ImportedReply } from '../../discussions/public.js';
import type { ImportedFollow, ImportedSubscription } from '../../notifications/public.js';
import type { ImportedMembership, ImportedWorkspace } from '../../workspaces/public.js';
import type { PalabreRecord, PersonReference } from '../readers/palabre-records.js';
import { languageOf, oldPathOf } from './places.js';

export type Of<Type extends PalabreRecord['type']> = Extract<PalabreRecord, { type: Type }>;

const WAYS = { site: 'site', email: 'now', daily: 'daily', weekly: 'weekly' } as const;

/** From records to what features take: ids of ours, Markdown, tags with their keys. */
export class Shapes {
  constructor(
    /** Names the source in keys. */
    private readonly source: string,
    private readonly now: Date,
    /** Of texts that do not say theirs. */
    private readonly language: string,
  ) {}

  id<Noun extends string>(type: Noun, id: string) {
    return importedId(this.source, type, id);
  }

  private key(type: string, id: string, importedAs?: string): string {
    return importedAs ?? importKey(this.source, type, id);
  }

  /** Somebody without an id is known by their name. */
  personKey(person: PersonReference): string {
    if (typeof person === 'string') return person;
    return person.id ?? `name:${foldTag(person.name) || person.name}`;
  }

  person(person: PersonReference): MemberId {
    return this.id('member', this.personKey(person));
  }

  named(person: Exclude<PersonReference, string>, joinedAt: Date | null) {
    const id = this.personKey(person);
    return { id: this.id('member', id), key: this.key('member', id), name: person.name, joinedAt };
  }

  member(record: Of<'member'>, vouched: boolean): ImportedMember {
    const { name, handle, email = null, country = '', sector, level, locale = null, timeZone = null, roles } = record;
    const about = this.markdown(record.about ?? '', record.aboutFormat);
    return {
      id: this.id('member', record.id),
      key: this.key('member', record.id, record.importedAs),
      ...{ name, handle, email, vouched, country, sector, level, locale, timeZone, roles },
      languages: [...new Set(record.languages.flatMap((tag) => languageOf(tag) ?? []))],
      bio: [about, record.website ? `<${record.website}>` : ''].filter((part) => part !== '').join('\n\n'),
      interests: tagFields(record.interests),
      joinedAt: record.joinedAt ?? null,
      leftAt: record.leftAt ?? null,
    };
  }

  workspace(record: Of<'workspace'>, founder: MemberId | null): ImportedWorkspace {
    const { id, name, slug, oldSlugs, purpose, visibility } = record;
    const founded = record.createdBy === undefined ? founder : this.id('member', record.createdBy);
    return {
      id: this.id('workspace', id),
      key: this.key('workspace', id, record.importedAs),
      ...{ name, slug, oldSlugs, purpose, visibility },
      description: this.markdown(record.description, record.descriptionFormat),
      language: languageOf(record.language) ?? this.language,
      tags: tagFields(record.tags),
      // Nobody has this id: a workspace of nobody's is shown without a founder.
      createdBy: founded ?? this.id('member', 'nobody'),
      createdAt: record.createdAt ?? this.now,
      archivedAt: record.archivedAt ?? null,
    };
  }

  membership({ workspace, member, role, joinedAt }: Of<'membership'>): ImportedMembership {
    return {
      workspace: this.id('workspace', workspace),
      member: this.person(member),
      role,
      since: joinedAt ?? this.now,
    };
  }

  post(record: Of<'post'>): ImportedPost {
    const { id, title, slug, oldSlugs, summary, state, blog } = record;
    const createdAt = record.createdAt ?? record.publishedAt ?? this.now;
    const published = state === 'published' || state === 'unpublished';
    const group = record.group === undefined ? null : this.id('post', this.groupKey(record.group));
    const post = this.id('post', id);
    return {
      id: post,
      key: this.key('post', id, record.importedAs),
      workspace: blog && 'workspace' in blog ? this.id('workspace', blog.workspace) : null,
      author: this.person(record.author),
      coauthors: record.coauthors.map((person) => this.person(person)),
      translators: record.translators.map((person) => this.person(person)),
      ...{ title, slug, oldSlugs, summary, state },
      source: this.markdown(record.text, record.format),
      language: languageOf(record.language) ?? this.language,
      tags: tagFields(record.tags),
      // The first of a group gives it its name, and needs no other.
      translationGroup: group?.equals(post) ? null : group,
      createdAt,
      publishedAt: published ? (record.publishedAt ?? createdAt) : null,
      publishAt: state === 'scheduled' ? (record.publishedAt ?? createdAt) : null,
      editedAt: record.updatedAt ?? null,
      oldAddresses: record.addresses.flatMap((address) => oldPathOf(address) ?? []),
    };
  }

  /** Ids of ours stay: the group of texts that were written here is the id of the first. */
  private groupKey(group: string): string {
    return /^[0-9a-f]{24}$/.test(group) ? group : `group:${group}`;
  }

  comment(record: Of<'comment'>): ImportedComment {
    return {
      id: this.id('comment', record.id),
      key: this.key('comment', record.id, record.importedAs),
      post: this.id('post', record.post),
      author: this.person(record.author),
      parent: record.parent === undefined ? null : this.id('comment', record.parent),
      source: this.markdown(record.text, record.format),
      at: record.createdAt ?? this.now,
      editedAt: record.updatedAt ?? null,
      removedAt: record.removedAt ?? null,
    };
  }

  discussion(record: Of<'discussion'>): ImportedDiscussion {
    return {
      id: this.id('discussion', record.id),
      key: this.key('discussion', record.id, record.importedAs),
      workspace: record.workspace === undefined ? null : this.id('workspace', record.workspace),
      author: this.person(record.author),
      title: record.title,
      language: languageOf(record.language) ?? this.language,
      source: this.markdown(record.text, record.format),
      tags: tagFields(record.tags),
      createdAt: record.createdAt ?? this.now,
      editedAt: record.updatedAt ?? null,
      closedAt: record.closedAt ?? null,
      pinnedAt: record.pinnedAt ?? null,
    };
  }

  reply(record: Of<'reply'>): ImportedReply {
    return {
      id: this.id('reply', record.id),
      key: this.key('reply', record.id, record.importedAs),
      discussion: this.id('discussion', record.discussion),
      author: this.person(record.author),
      language: languageOf(record.language),
      source: this.markdown(record.text, record.format),
      at: record.createdAt ?? this.now,
      editedAt: record.updatedAt ?? null,
      removedAt: record.removedAt ?? null,
    };
  }

  announcement(record: Of<'announcement'>): ImportedAnnouncement {
    const at = record.publishedAt ?? this.now;
    return {
      id: this.id('announcement', record.id),
      key: this.key('announcement', record.id, record.importedAs),
      title: record.title,
      source: this.markdown(record.text, record.format),
      language: languageOf(record.language) ?? this.language,
      by: record.author === undefined ? null : this.person(record.author),
      at,
      updatedAt: record.updatedAt ?? at,
      until: record.expiresAt ?? null,
    };
  }

  follow({ member, of, by, since }: Of<'follow'>): ImportedFollow {
    const target = this.target(of);
    return { member: this.id('member', member), kind: of.type, target, way: WAYS[by], since: since ?? this.now };
  }

  subscription({ email, locale, of, by, since }: Of<'subscription'>): ImportedSubscription {
    const target = this.target(of);
    return { email, locale: locale ?? null, kind: of.type, target, way: WAYS[by], since: since ?? this.now };
  }

  /** A blog is named by the place that it belongs to, a tag by its words. */
  private target({ type, id }: Of<'follow'>['of']): string {
    if (type === 'tag') return foldTag(id);
    const [kind, owner = ''] = id.split(/:(.*)/s);
    if (type === 'blog') return `${kind}:${this.id(kind === 'member' ? 'member' : 'workspace', owner).toHexString()}`;
    return this.id(type, id).toHexString();
  }

  private markdown(text: string, format: 'markdown' | 'html'): string {
    return format === 'html' ? htmlToMarkdown(text) : text;
  }
}
