import type { Format, Locale, T } from '../platform/i18n/i18n.js';

/** What every page is given: the reader, their words, and the frame around the page. Passed on by hand, never global. */
export interface Ui {
  readonly t: T;
  readonly format: Format;
  readonly locale: Locale;
  readonly viewer: UiViewer | null;
  readonly csrf: string;
  /** Path and query of this page, as the reader sees it. */
  readonly path: string;
  readonly frame: Frame;
}

export interface UiViewer {
  readonly name: string;
  readonly handle: string;
  /** Set when the member has chosen one: the browser then leaves our times as they are. */
  readonly timeZone?: string | null;
  /** The secret in the addresses of feeds that are not for everybody. */
  readonly feedKey?: string;
}

export interface Frame {
  readonly community: { readonly name: string; readonly tagline?: string };
  /** `https://example.org`, without a slash at the end. */
  readonly publicUrl: string;
  readonly assets: Assets;
  /** Only what exists is listed here: the frame never shows a dead link. */
  readonly nav: readonly NavArea[];
  readonly flash: readonly Flash[];
  /** The links of the "Your …" box of a signed-in member. */
  readonly yours: readonly Link[];
  /** Where the search box asks; without it there is no box. */
  readonly searchPath?: string;
  readonly online?: Online;
  readonly footer: Footer;
}

export interface Assets {
  readonly css: string;
  readonly icon: string;
  /** Address of each client script by its entry name: `palabre` is on every page. */
  readonly scripts: Readonly<Record<string, string>>;
}

export interface Link {
  readonly label: string;
  readonly href: string;
  /** Unread or waiting: shown beside the label when it is not zero. */
  readonly count?: number;
}

export interface NavArea extends Link {
  readonly children?: readonly Link[];
}

export interface Flash {
  readonly kind: 'done' | 'note' | 'problem';
  readonly text: string;
  /** The `keep` of the form that has been stored: the browser drops its copy of the draft. */
  readonly stored?: string;
}

export interface Online {
  readonly count: number;
  /** Named for members only; visitors get the count. */
  readonly members: readonly Person[];
}

export interface Footer {
  readonly credit?: string;
  readonly links: readonly Link[];
}

/** A member as lists and bylines show them. Without a handle there is no page to link to. */
export interface Person {
  readonly name: string;
  readonly handle?: string | null;
  readonly country?: string | null;
  readonly online?: boolean;
}

export interface Tag {
  readonly label: string;
  readonly href: string;
}

export interface CloudTag extends Tag {
  readonly count: number;
}

/** A list that can be followed: its address, to which `/feed.rss` and its sisters are added. */
export interface FeedSource {
  readonly title: string;
  readonly path: string;
  /** Not for everybody: the member's own address, with their secret key, is shown. */
  readonly closed?: boolean;
}
