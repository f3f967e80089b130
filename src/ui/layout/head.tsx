import type { VNode } from 'preact';
import type { FeedSource } from '../ui.js';
import { feedLinks } from './feed-links.js';
import type { PageProps } from './page.js';

export function Head({
  ui,
  title,
  description,
  canonical,
  hidden,
  invalid,
  feeds = [],
  scripts = [],
}: PageProps): VNode {
  const { community, publicUrl, assets } = ui.frame;
  const name = title === community.name ? title : `${title} · ${community.name}`;
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{invalid ? ui.t('ui.form.invalidTitle', { title: name }) : name}</title>
      {description && <meta name="description" content={description} />}
      {hidden && <meta name="robots" content="noindex" />}
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f1e5" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1d1812" />
      {canonical && <link rel="canonical" href={`${publicUrl}${canonical}`} />}
      <link rel="icon" href={assets.icon} type="image/svg+xml" />
      <link rel="stylesheet" href={assets.css} />
      {feeds.flatMap((feed) => alternates(feed, ui.viewer?.feedKey))}
      {['palabre', ...scripts].map((script) => (
        <ScriptLink key={script} src={assets.scripts[script]} />
      ))}
    </head>
  );
}

function alternates(feed: FeedSource, key?: string): VNode[] {
  return feedLinks(feed, key).map(({ type, href }) => (
    <link key={href} rel="alternate" type={type} title={feed.title} href={href} />
  ));
}

const ScriptLink = ({ src }: { src?: string }): VNode | null => (src ? <script src={src} type="module" /> : null);
