import type { ComponentChildren, VNode } from 'preact';
import type { FeedSource, Ui } from '../ui.js';
import { feedLinks } from './feed-links.js';
import { Widget } from './widget.js';

/** Feeds and e-mail as equals: the formats of this page's feeds, and its follow form where there is one. */
export function Subscribe({
  ui,
  feeds,
  children,
}: {
  ui: Ui;
  feeds: readonly FeedSource[];
  children?: ComponentChildren;
}): VNode | null {
  if (feeds.length === 0 && !children) return null;
  return (
    <Widget id="subscribe" title={ui.t('ui.subscribe.title')}>
      {children}
      {feeds.map((feed) => (
        <div class="feed" key={feed.path}>
          <p dir="auto">{feed.title}</p>
          <ul class="row">
            {feedLinks(feed, ui.viewer?.feedKey).map(({ label, type, href }) => (
              <li key={href}>
                <a href={href} type={type} aria-label={ui.t('ui.subscribe.feed', { title: feed.title, format: label })}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Widget>
  );
}
