import type { Types } from 'mongoose';
import type { Id } from '../database/ids.js';
import type { Locale } from '../i18n/locales.js';

export type SiteRole = 'administrator' | 'moderator' | 'librarian';
export type WorkspaceRole = 'member' | 'facilitator';
export type Scope = 'read' | 'write';

/** What a page needs to know of the person who looks. */
export interface ViewerMember {
  id: Id<'member'>;
  handle: string;
  name: string;
  /** Only who has confirmed an e-mail address may write. */
  confirmed: boolean;
  roles: SiteRole[];
  /** What they say that they read and write. */
  languages: string[];
  /** The secret in the addresses of their own feeds. */
  feedKey?: string;
}

/** Where the viewer stands among the workspaces. */
export interface Standing {
  /** The workspaces they belong to, by id. */
  workspaces: Map<string, WorkspaceRole>;
  /** The workspaces that do not exist for them. */
  hidden: Id<'workspace'>[];
}

/** Whoever asks: built once for each request or socket, and passed on explicitly. */
export class Viewer {
  constructor(
    readonly member: ViewerMember | null,
    readonly standing: Standing,
    readonly locale: Locale,
    readonly timeZone: string,
    /** What a personal token allows; null for a person in a browser. */
    readonly scopes: ReadonlySet<Scope> | null = null,
    /** The member has chosen their time zone; otherwise it is what their browser last told. */
    readonly zoneChosen = false,
  ) {}

  get id(): Id<'member'> | null {
    return this.member?.id ?? null;
  }

  is(member: Types.ObjectId | null | undefined): boolean {
    return Boolean(this.member && member && this.member.id.equals(member));
  }

  has(role: SiteRole): boolean {
    return Boolean(this.member?.roles.includes(role));
  }

  get administers(): boolean {
    return this.has('administrator');
  }

  get moderates(): boolean {
    return this.has('moderator') || this.has('administrator');
  }

  /**
   * The language that a new text of theirs is taken to be in until they say otherwise: that of the place where it is said, if they know it; else their own.
   * Who writes Portuguese only is not taken to write English because the workspace does.
   */
  writesIn(around: string | null | undefined): string {
    const { languages = [] } = this.member ?? {};
    if (around && (around === this.locale || languages.includes(around))) return around;
    return languages.includes(this.locale) ? this.locale : (languages[0] ?? this.locale);
  }

  /** May write at all: a confirmed member, with a token that allows it where there is one. */
  get writes(): boolean {
    return Boolean(this.member?.confirmed) && (this.scopes === null || this.scopes.has('write'));
  }

  belongsTo(workspace: Types.ObjectId): boolean {
    return this.standing.workspaces.has(workspace.toHexString());
  }

  facilitates(workspace: Types.ObjectId): boolean {
    return this.standing.workspaces.get(workspace.toHexString()) === 'facilitator';
  }

  /** Whether a thing of this workspace exists for them; `null` is what belongs to no workspace. */
  sees(workspace: Types.ObjectId | null): boolean {
    return workspace === null || !this.standing.hidden.some((hidden) => hidden.equals(workspace));
  }

  /** The filter of everything they may see, for documents with a `workspace` field. */
  get visible(): { workspace?: { $nin: Id<'workspace'>[] } } {
    return this.standing.hidden.length > 0 ? { workspace: { $nin: this.standing.hidden } } : {};
  }
}
