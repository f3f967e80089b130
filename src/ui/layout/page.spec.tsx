import { renderToString } from 'preact-render-to-string';
import { sampleUi } from '../../dev/gallery/sample-ui.js';
import { Page, type PageProps } from '../public.js';

const ui = sampleUi({ path: '/blogs' });
const page = (props: Partial<PageProps> = {}) =>
  renderToString(
    <Page ui={ui} title="Blogs" {...props}>
      <h1>Blogs</h1>
    </Page>,
  );

test('a page is in the reader’s language and begins with a way past the frame', () => {
  expect(page({ ui: sampleUi({ locale: 'fr' }) })).toMatch(/^<html lang="fr" dir="ltr"/);
  expect(page()).toMatch(/<body[^>]*><a class="skip" href="#main">Skip to the content<\/a>/);
});

test('the title has its own words first, and says when something is to be put right', () => {
  expect(page()).toContain('<title>Blogs · Palabre</title>');
  expect(page({ title: 'Palabre' })).toContain('<title>Palabre</title>');
  expect(page({ invalid: true })).toContain('<title>Please check: Blogs · Palabre</title>');
});

test('the frame marks where we are, and only what is given is in it', () => {
  const html = page();
  expect(html).toContain('<a href="/blogs" aria-current="page">Blogs</a>');
  expect(html).toContain('<a href="/community" aria-current="true">Community</a>');
  expect(html).not.toContain('Library');
  const bare = page({ ui: { ...ui, frame: { ...ui.frame, searchPath: undefined, online: undefined, nav: [] } } });
  expect(bare).not.toMatch(/<search|id="online"|aria-label="Main"/);
});

test('a list can be followed in three formats, by readers and by people', () => {
  const reader = { name: 'Ana', handle: 'ana', feedKey: 'a&b' };
  const html = page({ ui: { ...ui, viewer: reader }, feeds: [{ title: 'Blogs', path: '/blogs', closed: true }] });
  expect(html).toContain(
    '<link rel="alternate" type="application/rss+xml" title="Blogs" href="/blogs/feed.rss?key=a%26b"/>',
  );
  expect(html).toContain(
    '<a href="/blogs/feed.json?key=a%26b" type="application/feed+json" aria-label="Blogs: JSON feed">JSON</a>',
  );
  expect(page({ ui: { ...ui, viewer: reader }, feeds: [{ title: 'Blogs', path: '/blogs' }] })).not.toContain('a%26b');
  expect(page({ feeds: [{ title: 'All', path: '/' }] })).toContain('href="/feed.atom"');
  expect(page()).not.toContain('id="subscribe"');
});

test('the feed key of a member stays out of search engines and the canonical address', () => {
  const html = page({ canonical: '/blogs', hidden: true });
  expect(html).toContain('<link rel="canonical" href="https://palabre.example/blogs"/>');
  expect(html).toContain('<meta name="robots" content="noindex"/>');
});

test('a member has a corner, a visitor a door', () => {
  const member = page();
  expect(member).toContain('Welcome back, Ana Diop!');
  expect(member).toContain('action="/sign-out"');
  expect(member).toContain('>Ana Diop: your corner (7 new)</span>');
  const visitor = page({ ui: sampleUi({ signedIn: false }) });
  expect(visitor).toContain('href="/sign-up"');
  expect(visitor).not.toMatch(/sign-out|Welcome back/);
});

test('the language switch is a form that comes back here', () => {
  const html = page({ ui: sampleUi({ path: '/blogs?after=1&x="' }) });
  expect(html).toContain('<form class="languages" method="post" action="/language">');
  expect(html).toContain('name="back" value="/blogs?after=1&amp;x=&quot;"');
  expect(html).toContain('name="locale" value="pt" lang="pt" aria-pressed="false"');
});

test('a flash message is read out, and lets the draft go', () => {
  const flash = [{ kind: 'done' as const, text: 'Published <b>', stored: 'post:new' }];
  const html = page({ ui: { ...ui, frame: { ...ui.frame, flash } } });
  expect(html).toContain(
    '<div class="notice notice-done" role="status" data-stored="post:new"><p>Published &lt;b></p></div>',
  );
});

test('nothing in a page needs an inline script or style', () => {
  const html = page({ cloud: { title: 'Tags', tags: [{ label: 'a', href: '/tags/a', count: 3 }] } });
  expect(html).not.toMatch(/ style=| on[a-z]+=|<style|<script>|javascript:/);
  expect(html).toContain('<script src="palabre.js" type="module"></script>');
});
