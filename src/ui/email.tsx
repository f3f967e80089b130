import { convert } from 'html-to-text';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { T } from '../platform/i18n/i18n.js';
import { Prose } from './content/prose.js';

// Mail programs know little CSS: the look is in the style attributes, and the dark look, for those that can, in the head.
const dark = `
@media (prefers-color-scheme: dark) {
  .ground { background: #1d1812 !important; color: #f0e7d8 !important; }
  .sheet, .excerpt { background: #27211a !important; color: #f0e7d8 !important; }
  .soft { color: #c0b09a !important; }
  .link { color: #93c98e !important; }
  .press { background: #93c98e !important; color: #14210f !important; }
}
.excerpt p { margin: 0 0 0.75em; }
.excerpt :last-child { margin-bottom: 0; }`;

const serif = '"Iowan Old Style", "Palatino Linotype", Palatino, Cambria, Georgia, serif';
const sans = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
const styles = {
  ground: { margin: 0, padding: '16px', background: '#f7f1e5', color: '#2b2119', font: `16px/1.55 ${sans}` },
  band: { maxWidth: '576px', margin: '0 auto', height: '6px', background: '#2b6637', borderRadius: '8px 8px 0 0' },
  sheet: {
    maxWidth: '576px',
    margin: '0 auto',
    padding: '24px',
    background: '#fffcf6',
    borderRadius: '0 0 8px 8px',
    boxSizing: 'border-box',
  },
  community: { margin: '0 0 16px', fontSize: '14px', color: '#675845' },
  heading: { margin: '0 0 16px', font: `600 22px/1.3 ${serif}` },
  text: { margin: '0 0 16px' },
  excerpt: { margin: '0 0 16px', padding: '4px 0 4px 16px', borderLeft: '3px solid #cf9430' },
  press: {
    display: 'inline-block',
    padding: '12px 20px',
    borderRadius: '8px',
    background: '#2b6637',
    color: '#fffdf7',
    fontWeight: 600,
    textDecoration: 'none',
  },
  foot: {
    maxWidth: '576px',
    margin: '16px auto',
    padding: '0 24px',
    fontSize: '14px',
    color: '#675845',
    boxSizing: 'border-box',
  },
  link: { color: '#2b6637' },
  unseen: { display: 'none', maxHeight: 0, overflow: 'hidden' },
} as const;

export interface EmailLayoutProps {
  t: T;
  community: { name: string; url: string };
  subject: string;
  /** What the list of messages shows after the subject. */
  preview: string;
  heading: string;
  /** Why this member gets this message, in a sentence. */
  why: string;
  /** The ways out of what was subscribed to; none where the message is an answer to what somebody did, such as a confirmation. */
  ways?: readonly { label: string; href: string }[];
  children: ComponentChildren;
}

export function EmailLayout({ children, ...props }: EmailLayoutProps): VNode {
  const { t, community, subject, preview, heading } = props;
  return (
    <html lang={t.locale} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
        <style>{dark}</style>
      </head>
      <body class="ground" style={styles.ground}>
        <div data-unseen style={styles.unseen}>
          {preview}
        </div>
        <div style={styles.band} />
        <main class="sheet" style={styles.sheet}>
          <p class="soft" style={styles.community}>
            {community.name}
          </p>
          <h1 style={styles.heading} dir="auto">
            {heading}
          </h1>
          {children}
        </main>
        <Foot {...props} />
      </body>
    </html>
  );
}

const Foot = ({ community, why, ways = [] }: Pick<EmailLayoutProps, 'community' | 'why' | 'ways'>): VNode => (
  <footer class="soft" style={styles.foot}>
    <p>{why}</p>
    <p>
      {ways.map((way) => (
        <>
          <FootLink {...way} />
          {' · '}
        </>
      ))}
      <FootLink label={community.name} href={community.url} />
    </p>
  </footer>
);

const FootLink = ({ label, href }: { label: string; href: string }): VNode => (
  <a class="link" style={styles.link} href={href}>
    {label}
  </a>
);

export const EmailText = ({ children }: { children: ComponentChildren }): VNode => (
  <p style={styles.text} dir="auto">
    {children}
  </p>
);

/** What somebody wrote, as it was stored. */
export const EmailExcerpt = ({ html, lang }: { html: string; lang?: string }): VNode => (
  <blockquote class="excerpt" style={styles.excerpt}>
    <Prose html={html} lang={lang} small />
  </blockquote>
);

export const EmailButton = ({ href, children }: { href: string; children: ComponentChildren }): VNode => (
  <p style={styles.text}>
    <a class="press" style={styles.press} href={href}>
      {children}
    </a>
  </p>
);

export interface EmailEntryProps {
  title: string;
  href: string;
  lang?: string;
  /** Who, where, when. */
  meta: string;
  children?: ComponentChildren;
}

/** One line of a digest. */
export const EmailEntry = ({ title, href, lang, meta, children }: EmailEntryProps): VNode => (
  <article style={styles.text}>
    <strong>
      <a class="link" style={styles.link} href={href} lang={lang} dir="auto">
        {title}
      </a>
    </strong>
    <div class="soft" style={{ fontSize: '14px', color: '#675845' }}>
      {meta}
    </div>
    {children && (
      <div lang={lang} dir="auto">
        {children}
      </div>
    )}
  </article>
);

export interface RenderedEmail {
  html: string;
  text: string;
}

/** Both forms of one message: the plain one says all that the other says. */
export function renderEmail(message: VNode): RenderedEmail {
  const html = `<!doctype html>${renderToString(message)}`;
  return { html, text: plain(html) };
}

const plain = (html: string): string =>
  convert(html, {
    wordwrap: 72,
    selectors: [
      { selector: '[data-unseen]', format: 'skip' },
      { selector: 'img', format: 'skip' },
      { selector: 'h1', options: { uppercase: false, leadingLineBreaks: 2 } },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
      { selector: 'article', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      { selector: 'footer', format: 'block', options: { leadingLineBreaks: 2 } },
    ],
  }).trim();
