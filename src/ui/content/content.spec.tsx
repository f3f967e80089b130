import { renderToString } from 'preact-render-to-string';
import { sampleUi } from '../../dev/gallery/sample-ui.js';
import {
  Avatar,
  DateTime,
  Entry,
  MemberLine,
  MemberName,
  Pager,
  Prose,
  Tabs,
  TagCloud,
  ThreadItem,
} from '../public.js';

const ui = sampleUi();
const attack = '<img src=x onerror=alert(1)>';

test('what people call themselves and their texts is never markup', () => {
  const html = renderToString(
    <div>
      <MemberLine ui={ui} person={{ name: attack, handle: 'a"b' }} />
      <Entry title={attack} href="/x">
        {attack}
      </Entry>
      <TagCloud ui={ui} tags={[{ label: attack, href: '/tags/x', count: 1 }]} />
      <ThreadItem ui={ui} id="r1" href="#r1" author={{ name: attack }} at={0}>
        {attack}
      </ThreadItem>
    </div>,
  );
  expect(html).toContain('&lt;img src=x');
  expect(html).not.toContain('<img');
  expect(html).toContain('href="/people/a%22b"');
});

test('stored HTML goes out as it is, in its own language and direction', () => {
  expect(renderToString(<Prose html="<p>Olá <em>a todos</em></p>" lang="pt" />)).toBe(
    '<div class="prose" lang="pt" dir="auto"><p>Olá <em>a todos</em></p></div>',
  );
});

test('somebody without a page is named, not linked', () => {
  expect(renderToString(<MemberName person={{ name: 'Fatou' }} />)).not.toContain('<a');
  expect(renderToString(<MemberName person={{ name: 'Ana', handle: 'ana' }} />)).toContain(
    '<a class="member-name" href="/people/ana">',
  );
});

describe('an avatar', () => {
  const of = (name: string, handle = 'x') => renderToString(<Avatar person={{ name, handle }} />);

  test.each([
    ['Ana Diop', 'AD'],
    ['  élodie  ', 'É'],
    ['Maria da Conceição Nhaca', 'MN'],
    ['نور', 'ن'],
    ['हिन्दी लोग', 'हिलो'],
    ['👩🏾‍🌾', '👩🏾‍🌾'],
    ['Ann\u0301a', 'A'],
    ['', '·'],
  ])('of "%s" shows %s', (name, shown) => {
    expect(of(name)).toContain(`>${shown}</span>`);
  });

  test('has the same colour each time, whatever the name becomes', () => {
    const hue = (html: string) => html.match(/hue-\d/)?.[0];
    expect(hue(of('Ana Diop', 'ana'))).toBe(hue(of('Ana D. Ba', 'ana')));
    expect(new Set(['ana', 'ben', 'cleo', 'fin', 'noor'].map((handle) => hue(of('x', handle)))).size).toBeGreaterThan(
      2,
    );
  });
});

describe('a tag cloud', () => {
  const cloud = renderToString(
    <TagCloud
      ui={ui}
      tags={[
        { label: 'zinco', href: '/tags/z', count: 1 },
        { label: 'acção', href: '/tags/a', count: 1000 },
        { label: 'gender', href: '/tags/g', count: 30 },
      ]}
    />,
  );

  test('is in the order of the alphabet', () => {
    expect([...cloud.matchAll(/tags\/(.)/g)].map((match) => match[1])).toEqual(['a', 'g', 'z']);
  });

  test('has the largest for the most used, and says the number to those who do not see it', () => {
    expect(cloud).toContain(
      '<a class="w5" href="/tags/a" rel="tag" dir="auto">acção<span class="unseen"> (1,000 uses)</span>',
    );
    expect(cloud).toContain('<a class="w1" href="/tags/z"');
    expect(cloud).toContain('<a class="w3" href="/tags/g"');
    expect(cloud).toContain('(1 use)');
  });

  test('of equals has one size', () => {
    const tags = ['a', 'b'].map((label) => ({ label, href: `/tags/${label}`, count: 4 }));
    expect(renderToString(<TagCloud ui={ui} tags={tags} />).match(/class="w\d"/g)).toEqual([
      'class="w2"',
      'class="w2"',
    ]);
  });
});

test('a time is exact for machines and in the reader’s words for people', () => {
  const html = renderToString(<DateTime ui={sampleUi({ locale: 'pt' })} date="2026-11-20T23:30:00Z" as="day" />);
  expect(html).toContain('datetime="2026-11-20T23:30:00.000Z"');
  expect(html).toContain('data-as="day"');
  expect(html).toContain('>20 de novembro de 2026</time>');
});

test('a removed contribution keeps its place and loses its text', () => {
  const html = renderToString(
    <ThreadItem ui={ui} id="r7" href="#r7" author={{ name: 'Ben' }} at={0} removed>
      secret words
    </ThreadItem>,
  );
  expect(html).toContain('id="r7"');
  expect(html).toContain('This was removed.');
  expect(html).not.toContain('secret words');
});

test('there are no page links where there is one page', () => {
  expect(renderToString(<Pager ui={ui} previous={null} next={undefined} />)).toBe('');
  expect(renderToString(<Pager ui={ui} next="?after=x" dated />)).toContain('rel="next" href="?after=x">Older</a>');
});

test('the tab of the page that is open is marked, not that of its parent', () => {
  const tabs = [
    { label: 'Home', href: '/workspaces/x' },
    { label: 'Blog', href: '/workspaces/x/blog' },
  ];
  const html = renderToString(
    <Tabs ui={sampleUi({ path: '/workspaces/x/blog/one?after=2' })} label="Workspace" tabs={tabs} />,
  );
  expect(html.match(/aria-current/g)).toHaveLength(1);
  expect(html).toContain('href="/workspaces/x/blog" aria-current="page"');
});
