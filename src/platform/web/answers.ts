import type { CookieSerializeOptions } from '@fastify/cookie';
import type { VNode } from 'preact';
import type { Ui } from '../../ui/ui.js';
import type { Flash } from './flash.js';

interface Cookie {
  name: string;
  /** null takes the cookie away. */
  value: string | null;
  options?: CookieSerializeOptions;
}

/** A whole HTML page: a pure function of what the reader's frame gives. */
export class PageAnswer {
  constructor(
    readonly render: (ui: Ui) => VNode,
    readonly status: number,
  ) {}
}

/** After an action: see this page next (303), with a word about what happened. */
export class GoAnswer {
  constructor(
    readonly to: string,
    readonly flash: Flash | null,
    readonly cookies: Cookie[],
    readonly status: 303 | 301 = 303,
  ) {}
}

/** A document that is no page of ours: a feed, a file, plain text. */
export class DocumentAnswer {
  constructor(
    readonly body: string | Buffer,
    readonly type: string,
    readonly headers: Record<string, string> = {},
    readonly modified: Date | null = null,
  ) {}
}

export const page = (render: (ui: Ui) => VNode, status = 200): PageAnswer => new PageAnswer(render, status);

/** `to` is one of our own paths; whatever leads elsewhere leads home. */
export const go = (to: string, flash: Flash | null = null, cookies: Cookie[] = []): GoAnswer =>
  new GoAnswer(ownPath(to), flash, cookies);

/** It has another address for good (301). */
export const moved = (to: string): GoAnswer => new GoAnswer(ownPath(to), null, [], 301);

/** Refuses addresses of other sites, also the ones that browsers read so: `//host`, `/\host`. */
export const ownPath = (to: string): string => (/^\/(?![/\\])[^\s\\]*$/.test(to) ? to : '/');
