export interface WordpressSite {
  type: 'site';
  title: string;
  description: string;
  /** As the site says it, such as `en-US`; empty when it does not. */
  language: string;
  baseUrl: string;
  version: string;
}

export interface WordpressAuthor {
  type: 'author';
  /** By which comments of those who were signed in name them; exports before 1.2 do not say. */
  id?: string;
  login: string;
  email: string;
  name: string;
}

export interface WordpressTerm {
  type: 'category' | 'tag' | 'term';
  /** `category`, `post_tag`, or a name of the site's own. */
  taxonomy: string;
  slug: string;
  name: string;
  description: string;
  /** Slug of the term above it. */
  parent?: string;
}

export interface WordpressTermUse {
  taxonomy: string;
  slug: string;
  name: string;
}

export interface WordpressComment {
  id: string;
  /** The comment that it answers. */
  parent?: string;
  author: { name: string; email: string; url: string; memberId?: string };
  createdAt?: Date;
  kind: 'comment' | 'pingback' | 'trackback' | 'other';
  status: 'approved' | 'held' | 'spam' | 'trash';
  /** HTML as typed: `wordpressCommentToMarkdown` makes it readable. */
  content: string;
}

export interface WordpressItem {
  type: 'item';
  line: number;
  id: string;
  /** `post`, `page`, `attachment`, or a kind that a plug-in added. */
  kind: string;
  title: string;
  /** Address on the old site. */
  link: string;
  slug: string;
  /** Login of the author. */
  author: string;
  /** `publish`, `future`, `draft`, `pending`, `private`, `inherit`, `trash`… */
  status: string;
  createdAt?: Date;
  updatedAt?: Date;
  /** HTML as typed: `wordpressToMarkdown` makes it readable. */
  content: string;
  excerpt: string;
  parent?: string;
  sticky: boolean;
  /** Readers had to know a password: never public. */
  passwordProtected: boolean;
  commentsOpen: boolean;
  categories: WordpressTermUse[];
  tags: WordpressTermUse[];
  /** The file, when `kind` is `attachment`. */
  attachmentUrl?: string;
  /** Words for those who do not see the picture, when `kind` is `attachment`. */
  alt?: string;
  comments: WordpressComment[];
}

export type WordpressRecord = WordpressSite | WordpressAuthor | WordpressTerm | WordpressItem;
