import type { Id } from '../../platform/database/ids.js';
import type { FactRecord, FactType } from '../../platform/facts/fact.js';
import type { MessageKey } from '../../platform/i18n/keys.js';
import type { MemberId } from '../accounts/public.js';
import type { FollowTarget } from './follow.model.js';

/** What a notification is about, loaded afresh whenever it is needed. */
export interface Subject {
  /** Where it belongs: whoever may not see this workspace is not told. */
  workspace: Id<'workspace'> | null;
  /** Who did it; never told. */
  actor: MemberId | null;
  actorName: string;
  /** Whose followers hear of it. The first of these that a member follows decides how, so name the closest first. */
  followed: FollowTarget[];
  /** Who hears of it whatever they follow. */
  direct: MemberId[];
  /** What is read together: `discussion:<id>`, `post:<id>`. */
  subject: string;
  /** Key of the conversation, by which mail programs group. */
  thread: string;
  path: string;
  title: string;
  /** Name of the workspace or blog, for the line of words. */
  place: string;
  /** The text itself, sanitised; goes whole into the e-mail. Empty where there is none. */
  html: string;
  language: string | null;
}

/** A sentence about a fact: who should know, in which words. */
export interface Notice<Payload extends object> {
  fact: FactType<Payload>;
  /** Unique, `<feature>.<what>`. */
  kind: string;
  /** One line with {actor}, {title} and {place}: in the list, and as the heading of the e-mail. */
  line: MessageKey;
  /** Subject of the e-mail, with the same values. */
  mailSubject: MessageKey;
  /** What the button of the e-mail says. */
  button: MessageKey;
  /** Null when there is nothing to tell (any more): removed, a minor edit. */
  load(payload: Payload, record: Pick<FactRecord, 'id'>): Promise<Subject | null>;
  /** For the mailbox of /dev, and the tests of every e-mail. */
  example: Subject;
}

export const notice = <Payload extends object>(given: Notice<Payload>): Notice<Payload> => given;
