import fc from 'fast-check';
import { contentLosses } from './content-losses.js';
import { htmlToMarkdown } from './html-to-markdown.js';
import { renderMarkdown } from './markdown.js';
import { sanitizeHtml } from './sanitize.js';

/** Converts, proves that nothing is lost, and gives the source. */
function converted(html: string): string {
  const source = htmlToMarkdown(html);
  expect(contentLosses(sanitizeHtml(html), renderMarkdown(source))).toEqual([]);
  return source;
}

describe('what a reader would miss', () => {
  const whole =
    '<h2>Wells</h2><p>Dig <em>deep</em>, <a href="https://a.example/">see</a> <code>x</code></p><ul><li>one</li></ul>' +
    '<img src="/a.png" alt="A"><table><tr><td>1</td></tr></table><pre>a\n b</pre><blockquote><p>q</p></blockquote><p>H<sub>2</sub>O</p>';

  test('nothing, when both are the same', () => expect(contentLosses(whole, whole)).toEqual([]));

  test.each([
    ['text', 'Dig', 'Digg'],
    ['links', 'https://a.example/', 'https://b.example/'],
    ['images', '/a.png', '/b.png'],
    ['headings', '<h2>Wells</h2>', '<p>Wells</p>'],
    ['lists', '<ul><li>one</li></ul>', '<p>one</p>'],
    ['tables', '<td>1</td>', '<td colspan="2">1</td>'],
    ['code', 'a\n b', 'a\nb'],
    ['quotes', '<blockquote><p>q</p></blockquote>', '<p>q</p>'],
    ['emphasis', '<em>deep</em>', 'deep'],
    ['marks', '<sub>2</sub>', '2'],
    ['text', '</ul><img', '</ul><p>more</p><img'],
  ])('%s: %s became %s', (kind, from, to) => {
    expect(whole).toContain(from);
    expect(contentLosses(whole, whole.replace(from, to)).map((loss) => loss.kind)).toContain(kind);
  });
});

describe('HTML turned into Markdown', () => {
  test.each([
    ['<h1>A</h1><p>b <strong>c</strong></p>', '## A\n\nb **c**'],
    ['<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n  - b\n- c'],
    ['<ol start="3"><li>a</li><li>b</li></ol>', '3. a\n4. b'],
    ['<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n<!-- -->\n\n- b'],
    ['<p>1 < 2 &amp;amp; 3 * 4 [x] snake_case _y_ # not</p>', '1 < 2 \\&amp; 3 \\* 4 \\[x\\] snake_case \\_y\\_ # not'],
    ['<p># no heading</p><p>1. no list</p><p>- nor this</p>', '\\# no heading\n\n1\\. no list\n\n\\- nor this'],
    ['<p>&lt;b&gt;not bold&lt;/b&gt;</p>', '\\<b>not bold\\</b>'],
    ['<p>see http://a.example/b_c_d</p>', 'see http://a.example/b_c_d'],
    ['<p>a<br>b<br></p>', 'a\\\nb'],
    ['<pre><code class="language-r">x &lt;- 1\n\ny</code></pre>', '```r\nx <- 1\n\ny\n```'],
    ['<pre>``` inside\n</pre>', '````\n``` inside\n````'],
    ['<p>H<sub>2</sub>O, <s>old</s></p>', 'H<sub>2</sub>O, ~~old~~'],
    ['<p><strong>Note:</strong>text</p>', '<strong>Note:</strong>text'],
    [
      '<table><tr><th>a|b</th><th align="right">c</th></tr><tr><td>1</td><td align="right">2</td></tr></table>',
      '| a\\|b | c |\n| --- | --: |\n| 1 | 2 |',
    ],
    [
      '<img src="https://a.example/b.png" alt="B" width="40">',
      '<img src="https://a.example/b.png" alt="B" loading="lazy" width="40">',
    ],
  ])('%s', (html, source) => expect(converted(html)).toBe(source));

  test('what Markdown cannot say stays HTML, and only that', () => {
    const table = '<table><tr><td colspan="2">1</td></tr><tr><td>2</td><td><p>a</p><p>b</p></td></tr></table>';
    const source = converted(`<h2>A</h2>${table}<p>b <em>c</em></p>`);
    expect(source).toMatch(/^## A\n\n<table>[\s\S]*colspan="2"[\s\S]*<\/table>\n\nb \*c\*$/);
    expect(converted('<dl><dt>a</dt><dd>b\n\nc</dd></dl>')).toBe('<dl><dt>a</dt><dd>b c</dd></dl>');
    expect(converted('<p><code>a<br>*b*</code></p>')).toBe('<code>a<br>\\*b\\*</code>');
  });

  test('code with empty lines inside a table is kept to the letter', () => {
    converted('<table><tr><td><pre>a\n\n\nb\n    c</pre></td></tr></table><ul><li><pre>x\n\ny</pre></li></ul>');
  });

  test('any text and any nesting come back as they were', () => {
    const words = fc.oneof(
      fc.constantFrom(
        '*',
        '_a_',
        '`x`',
        '# ',
        '1. ',
        '- ',
        '> ',
        '[a](b)',
        '![',
        '~~',
        '|',
        '\\',
        '&amp;lt;',
        '&lt;br&gt;',
        'http://a.example/_b_',
        '---',
        '===',
        '[^1]',
        ':',
        'é',
      ),
      fc.string({ maxLength: 8 }).map((text) => text.replace(/[<>&]/g, ' ')),
    );
    const { block } = fc.letrec<{ block: string; inline: string }>((tie) => ({
      inline: fc.oneof(
        { maxDepth: 3 },
        words,
        fc
          .tuple(
            fc.constantFrom('em', 'strong', 's', 'code', 'sup', 'a href="/b"'),
            fc.array(tie('inline'), { maxLength: 3 }),
          )
          .map(([tag, inner]) => `<${tag}>${inner.join(' ')}</${tag.split(' ')[0]}>`),
        fc.constantFrom('<br>', '<img src="/c.png" alt="[d]">'),
      ),
      block: fc.oneof(
        { maxDepth: 3 },
        fc
          .tuple(fc.constantFrom('p', 'h2', 'h3', 'pre'), fc.array(tie('inline'), { maxLength: 4 }))
          .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag}>`),
        fc
          .tuple(fc.constantFrom('ul', 'ol'), fc.array(tie('block'), { minLength: 1, maxLength: 3 }))
          .map(([tag, items]) => `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`),
        fc
          .tuple(fc.constantFrom('blockquote', 'div', 'details'), fc.array(tie('block'), { maxLength: 3 }))
          .map(([tag, inner]) => `<${tag}>${inner.join('\n')}</${tag}>`),
      ),
    }));
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        converted(blocks.join('\n'));
      }),
      { numRuns: 100 },
    );
  });
});
