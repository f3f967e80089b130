import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  countries,
  formatter,
  languages,
  loadMessages,
  locales,
  type MessageKey,
  negotiate,
  translator,
} from './i18n.js';

const key = (text: string) => text as MessageKey;

describe('words', () => {
  const root = mkdtempSync(join(tmpdir(), 'words-'));
  const folder = join(root, 'features/blogs/messages');
  const write = (locale: string, words: Record<string, string>) =>
    writeFileSync(join(folder, `${locale}.json`), JSON.stringify(words));

  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    write('en', {
      'blogs.plain': 'Publish',
      'blogs.count': '{count, plural, one {# comment} other {# comments}}',
      'blogs.by': 'By {name}',
      'blogs.byLink': '{name}, <a>see</a>',
      'blogs.terms': 'Read the <a>terms</a> first.',
      'blogs.only': 'Only in English, {name}',
    });
    write('fr', {
      'blogs.plain': 'Publier',
      'blogs.count': '{count, plural, one {# commentaire} other {# commentaires}}',
      'blogs.by': 'De {name}',
      'blogs.terms': 'Lisez d’abord les <a>conditions</a>.',
    });
  });

  afterAll(() => {
    rmSync(root, { recursive: true });
    loadMessages();
  });

  test('are found beside any feature and follow the rules of their language', () => {
    const messages = loadMessages(root);
    const en = translator('en', messages);
    const fr = translator('fr', messages);
    expect(fr(key('blogs.plain'))).toBe('Publier');
    expect(en(key('blogs.count'), { count: 1200 })).toBe('1,200 comments');
    expect(en(key('blogs.count'), { count: 0 })).toBe('0 comments');
    expect(fr(key('blogs.count'), { count: 0 })).toBe('0 commentaire');
    write('pt', { 'blogs.count': '{count, plural, one {# comentário} other {# comentários}}' });
    const pt = translator('pt', loadMessages(root));
    expect([0, 1].map((count) => pt(key('blogs.count'), { count }))).toEqual(['0 comentários', '1 comentário']);
  });

  test('a value is never read as a message', () => {
    const en = translator('en', loadMessages(root));
    expect(en(key('blogs.by'), { name: '{count} <b>Eve</b> {' })).toBe('By {count} <b>Eve</b> {');
  });

  test('a name from right to left stands by itself and turns nothing round', () => {
    const en = translator('en', loadMessages(root));
    expect(en(key('blogs.by'), { name: 'محمد' })).toBe('\u200eBy \u2068محمد\u2069');
    expect(en(key('blogs.by'), { name: 'Ana' })).toBe('By Ana');
    const parts = en.rich(key('blogs.byLink'), { name: 'محمد', a: (inner) => `[${inner.join('')}]` });
    expect(parts.join('')).toBe('\u200e\u2068محمد\u2069, [see]');
  });

  test('a sentence can hold a link', () => {
    const fr = translator('fr', loadMessages(root));
    const parts = fr.rich(key('blogs.terms'), { a: (inner: unknown[]) => ({ link: inner.join('') }) });
    expect(parts).toEqual(['Lisez d’abord les ', { link: 'conditions' }, '.']);
  });

  test('what is not translated is said in English', () => {
    const fr = translator('fr', loadMessages(root));
    expect(fr(key('blogs.only'), { name: 'Ana' })).toBe('Only in English, Ana');
  });

  test('an unknown key or a missing value stops us, but never a reader', () => {
    const strict = translator('fr', loadMessages(root));
    expect(() => strict(key('blogs.nothing'))).toThrow('No words for "blogs.nothing"');
    expect(() => strict(key('blogs.by'))).toThrow('name');
    const lenient = translator('fr', loadMessages(root, { strict: false }));
    expect(lenient(key('blogs.nothing'))).toBe('blogs.nothing');
    expect(lenient(key('blogs.by'))).toBe('blogs.by');
    expect(lenient.rich(key('blogs.terms'), {})).toEqual(['blogs.terms']);
  });

  test('a file that cannot be read is named', () => {
    writeFileSync(join(folder, 'pt.json'), '{ "blogs.plain": ');
    expect(() => loadMessages(root)).toThrow(/blogs\/messages\/pt\.json/);
    rmSync(join(folder, 'pt.json'));
  });
});

describe('the language of a page', () => {
  test.each([
    ['pt', 'fr', 'en', 'pt'],
    [null, 'fr', 'en', 'fr'],
    [null, 'xx', 'es-MX,en;q=0.5', 'es'],
    [undefined, undefined, 'de-CH, it;q=0.9, pt-BR;q=0.8, en;q=0.7', 'pt'],
    [undefined, undefined, 'en;q=0.2, fr;q=0.9', 'fr'],
    [undefined, undefined, 'fr;q=0, en;q=0.1', 'en'],
    [undefined, undefined, ';;q=x,,', 'en'],
    [undefined, undefined, undefined, 'en'],
  ])('member %s, cookie %s, browser %s: %s', (member, cookie, header, expected) => {
    expect(negotiate(header, cookie, member)).toBe(expected);
  });
});

describe('dates and figures', () => {
  const date = '2026-11-20T23:30:00Z';

  test('are in the reader’s language and zone', () => {
    expect(formatter('en', 'Africa/Dakar').dateTime(date)).toBe('20 November 2026 at 23:30');
    expect(formatter('pt', 'Africa/Maputo').day(date)).toBe('21 de novembro de 2026');
    expect(formatter('fr').number(1234567.5)).toBe('1\u202f234\u202f567,5');
    expect(formatter('es').list(['uno', 'dos', 'tres'])).toBe('uno, dos y tres');
    expect(formatter('en').bytes(2_340_000)).toBe('2.3 MB');
    expect(formatter('en').bytes(0)).toBe('0 byte');
  });

  test('an unknown zone is read as UTC', () => {
    expect(formatter('en', 'Atlantis/Centre').timeZone).toBe('UTC');
  });

  test.each([
    ['2026-11-20T23:29:40Z', 'now'],
    ['2026-11-20T23:10:00Z', '20 minutes ago'],
    ['2026-11-19T22:00:00Z', 'yesterday'],
    ['2026-11-22T23:30:00Z', 'in 2 days'],
    ['2024-01-01T00:00:00Z', '2 years ago'],
  ])('%s is %s', (then, said) => {
    expect(formatter('en').relative(then, date)).toBe(said);
  });

  test('names sort with accents beside their letters', () => {
    const names = ['Zoé', 'Ångelo', 'Balica', 'anibal', 'Émile', 'Eva'];
    expect(names.sort(formatter('pt').compare)).toEqual(['Ångelo', 'anibal', 'Balica', 'Émile', 'Eva', 'Zoé']);
  });
});

describe('countries and languages', () => {
  test.each(locales)('all have a name in %s', (locale) => {
    expect(countries(locale).length).toBeGreaterThan(245);
    for (const { code, name } of [...countries(locale), ...languages(locale)]) {
      expect([code, name.length > 1 && name !== code]).toEqual([code, true]);
    }
    const names = languages(locale).map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('are sorted as their readers look them up', () => {
    const french = countries('fr').map(({ name }) => name);
    expect(french.indexOf('Égypte')).toBeLessThan(french.indexOf('Finlande'));
    expect(languages('pt').find(({ code }) => code === 'wo')?.name).toBe('uólofe');
  });
});
