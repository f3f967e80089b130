import fc from 'fast-check';
import { countWords, excerpt, plainText, shorten } from './plain-text.js';
import { MAX_SLUG_LENGTH, slugOf } from './slug.js';
import { cleanTag, foldTag, MAX_TAG_LENGTH } from './tags.js';

const anyText = fc.string({ unit: 'binary', maxLength: 120 });

describe('tags', () => {
  test.each([
    ['Économie  sociale', 'economie sociale'],
    [' PROTECCIÓN\tsocial ', 'proteccion social'],
    ['#ação', 'acao'],
    ['Straße', 'strasse'],
    ['Αθήνα', 'αθηνα'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['İstanbul', 'istanbul'],
    ['Йога', 'йога'],
    ['がん', 'がん'],
    ['한국', '한국'],
    ['हिन्दी', 'हिन्दी'],
    ['ไทย', 'ไทย'],
    ['ＡＢＣ', 'abc'],
    ['C#', 'c#'],
    ['AC/DC', 'ac dc'],
    ['..', ''],
    ['\u200b\u202e', ''],
  ])('%s is matched as %s', (name, folded) => {
    expect(foldTag(name)).toBe(folded);
  });

  test('are shown with their capitals and accents', () => {
    expect(cleanTag('  #Économie \u200b sociale\u202e ')).toBe('Économie sociale');
    expect(cleanTag('🌳')).toBe('🌳');
    expect([...cleanTag('ą'.repeat(200))]).toHaveLength(MAX_TAG_LENGTH);
  });

  test('any text folds to one stable, bounded form, the same for its shown form', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const folded = foldTag(name);
        expect(foldTag(cleanTag(name))).toBe(folded);
        expect(folded).not.toMatch(/^\s|\s$|\s\s|[/\\]/);
        expect(foldTag(name.normalize('NFD'))).toBe(foldTag(name.normalize('NFC')));
      }),
    );
  });
});

describe('addresses from titles', () => {
  test.each([
    ['L’économie sociale à Dakar !', 'l-economie-sociale-a-dakar'],
    ['Привет мир', 'privet-mir'],
    ['Ação & reação', 'acao-reacao'],
    ['CSS3 and HTMLParser', 'css3-and-htmlparser'],
  ])('%s → %s', (title, slug) => expect(slugOf(title)).toBe(slug));

  test('a title in any script has one, always the same', () => {
    expect(slugOf('社会保护')).toMatch(/^p-[0-9a-z]{8}$/);
    expect(slugOf('社会保护')).toBe(slugOf('社会保护'));
    expect(slugOf('社会保护')).not.toBe(slugOf('社会保障'));
    expect(slugOf('')).toMatch(/^p-/);
  });

  test('a taken one gets a number', () => {
    expect(slugOf('Wells', new Set(['wells', 'wells-2']))).toBe('wells-3');
  });

  test('is safe and short for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          anyText.map((text) => text.repeat(20)),
        ),
        (title) => {
          const slug = slugOf(title, new Set([slugOf(title)]));
          expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(slug.length).toBeLessThanOrEqual(MAX_SLUG_LENGTH);
        },
      ),
    );
  });
});

describe('plain text', () => {
  const html =
    '<h2>Wells</h2><p>Water &amp; <a href="https://a.example">work</a>.</p><ul><li>one</li></ul><pre>x = 1</pre>';

  test('reads as the page does', () => {
    expect(plainText(html)).toBe('Wells\n\nWater & work.\n\n- one\n\nx = 1');
  });

  test('an excerpt is prose on one line', () => {
    expect(excerpt(html, 200)).toBe('Wells Water & work. • one');
    expect(excerpt('<p>We ask.</p><blockquote><p>After the harvest.</p></blockquote>', 200)).toBe(
      'We ask. After the harvest.',
    );
    expect(excerpt('<pre>x = 1</pre>', 200)).toBe('x = 1');
    expect(excerpt('<p>Yes<sup><a href="#text-fn1">[1]</a></sup>.</p>', 200)).toBe('Yes.');
  });

  test('is cut between words, never inside a character, and never too long', () => {
    expect(shorten('one two three', 9)).toBe('one two…');
    expect(shorten('社会保护社会保护', 4)).toBe('社会保…');
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, length) => {
        expect(shorten(text, length).length).toBeLessThanOrEqual(length);
      }),
    );
    expect(shorten('🌳🌳🌳', 4)).toBe('🌳…');
  });

  test('words are counted in every script', () => {
    expect(countWords('Two words, l’eau')).toBe(3);
    expect(countWords('社会保护')).toBeGreaterThan(1);
    expect(countWords('')).toBe(0);
  });
});
