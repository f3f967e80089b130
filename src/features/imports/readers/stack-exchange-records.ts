/** Someone who still has an account there, or only the name that a deleted one left behind. */
export interface StackExchangeAuthor {
  id?: string;
  name?: string;
}

export interface StackExchangeUser {
  type: 'user';
  id: string;
  name: string;
  createdAt?: Date;
  lastSeenAt?: Date;
  location?: string;
  website?: string;
  /** HTML. */
  about?: string;
}

interface StackExchangePost {
  id: string;
  /** HTML: `htmlToMarkdown` makes it our source. */
  body: string;
  author: StackExchangeAuthor;
  createdAt?: Date;
  editedAt?: Date;
  score: number;
}

export interface StackExchangeQuestion extends StackExchangePost {
  type: 'question';
  title: string;
  tags: string[];
  activeAt?: Date;
  closedAt?: Date;
  acceptedAnswer?: string;
  views: number;
}

export interface StackExchangeAnswer extends StackExchangePost {
  type: 'answer';
  question: string;
  accepted: boolean;
}

export interface StackExchangeComment {
  type: 'comment';
  id: string;
  /** The question or answer it stands under. */
  post: string;
  /** The question whose page shows it. */
  question: string;
  author: StackExchangeAuthor;
  /** Markdown source. */
  text: string;
  createdAt?: Date;
  score: number;
}

/** A row that is no contribution of a member, and why it is left out. */
export interface StackExchangeSkipped {
  type: 'skipped';
  id: string;
  file: string;
  line: number;
  reason: string;
}

export type StackExchangeRecord =
  | StackExchangeUser
  | StackExchangeQuestion
  | StackExchangeAnswer
  | StackExchangeComment
  | StackExchangeSkipped;
