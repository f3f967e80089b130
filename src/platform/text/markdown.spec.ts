import { renderMarkdown } from './markdown.js';
import { sanitizeHtml } from './sanitize.js';

describe('rendering Markdown', () => {
  test('headings follow the outline below the title of the page', () => {
    expect(renderMarkdown('# A\n## B\n# C')).toBe('<h2>A</h2>\n<h3>B</h3>\n<h2>C</h2>\n');
    expect(renderMarkdown('### A\n##### B\n## C\n### D')).toBe('<h2>A</h2>\n<h3>B</h3>\n<h2>C</h2>\n<h3>D</h3>\n');
    expect(renderMarkdown('# A', { headingLevel: 3 })).toBe('<h3>A</h3>\n');
  });

  test('links say where they come from and lead only to the web or to mail', () => {
    expect(renderMarkdown('[a](https://b.example/)')).toBe(
      '<p><a href="https://b.example/" rel="nofollow ugc noopener">a</a></p>\n',
    );
    expect(renderMarkdown('see http://www.example.org')).toContain(
      '<a href="http://www.example.org" rel="nofollow ugc noopener">',
    );
    expect(renderMarkdown('[a](ftp://b.example)')).toBe('<p>a</p>\n');
    expect(renderMarkdown('[a](/people/ana "Ana")')).toContain('title="Ana" href="/people/ana"');
  });

  test('pictures load late, keep their words, and show their words when they may not load', () => {
    expect(renderMarkdown('![A cat](https://b.example/c.png)')).toBe(
      '<p><img src="https://b.example/c.png" alt="A cat" loading="lazy" /></p>\n',
    );
    expect(renderMarkdown('![A cat](http://b.example/c.png)')).toContain('src="https://b.example/c.png"');
    expect(renderMarkdown('![](/files/1)')).toContain('alt=""');
    expect(sanitizeHtml('<p>See <img src="data:image/png;base64,x" alt="A cat">.</p>')).toBe('<p>See A cat.</p>');
    expect(sanitizeHtml('<img src="/a.png" width="10" height="100%" alt="">')).toBe(
      '<img src="/a.png" alt="" loading="lazy" width="10" />',
    );
  });

  test('tables keep their alignment without style', () => {
    expect(renderMarkdown('|a|b|\n|-|:-:|\n|1|2|')).toContain('<th>a</th>\n<th align="center">b</th>');
  });

  test('code keeps its language and nothing else', () => {
    expect(renderMarkdown('```ts\na < b\n```')).toBe('<pre><code class="language-ts">a &lt; b\n</code></pre>\n');
  });

  test('footnotes and anchors get ids of their own', () => {
    const html = renderMarkdown('Yes[^1].\n\n[^1]: Because.', { idPrefix: 'reply7' });
    expect(html).toContain('<a href="#reply7-fn1" id="reply7-fnref1">[1]</a>');
    expect(html).toContain('<li id="reply7-fn1">');
    expect(renderMarkdown('<a name="top"></a>[up](#top)')).toContain('<a id="text-top"></a><a href="#text-top">up</a>');
  });

  test('players become links to the page that shows the film, once each', () => {
    expect(sanitizeHtml('<iframe src="//www.youtube.com/embed/abcdefghijk?rel=0" title="The well">no</iframe>')).toBe(
      '<a href="https://www.youtube.com/watch?v=abcdefghijk" rel="nofollow ugc noopener">The well</a>',
    );
    const object = '<object><param name="movie" value="http://f.example/v"><embed src="http://f.example/v"></object>';
    expect(sanitizeHtml(object)).toBe('<a href="http://f.example/v" rel="nofollow ugc noopener">f.example/v</a>');
  });

  test('task lists, details and quotations stay', () => {
    expect(renderMarkdown('- [x] done\n- [ ] open')).toContain('<li>☑ done</li>\n<li>☐ open</li>');
    const details = '<details open><summary>More</summary>text</details>';
    expect(renderMarkdown(details)).toBe(details);
    expect(renderMarkdown('> a')).toBe('<blockquote>\n<p>a</p>\n</blockquote>\n');
  });

  test('a short reply may show its line breaks', () => {
    expect(renderMarkdown('a\nb')).toBe('<p>a\nb</p>\n');
    expect(renderMarkdown('a\nb', { lineBreaks: true })).toBe('<p>a<br />\nb</p>\n');
  });

  test('old names of elements become those of today, decoration goes', () => {
    expect(sanitizeHtml('<center><font color=red><strike>a</strike> <tt>b</tt></font></center>')).toBe(
      '<s>a</s> <code>b</code>',
    );
    expect(sanitizeHtml('<span style="x">a</span> <span lang="pt-BR">b</span>')).toBe('a <span lang="pt-BR">b</span>');
  });

  test('relative addresses of an imported text are made whole', () => {
    const html = '<a href="../b">b</a><img src="c.png" alt=""><a href="#d">d</a>';
    expect(sanitizeHtml(html, { baseUrl: 'https://old.example/2014/a/' })).toBe(
      '<a href="https://old.example/2014/b" rel="nofollow ugc noopener">b</a>' +
        '<img src="https://old.example/2014/a/c.png" alt="" loading="lazy" /><a href="#text-d">d</a>',
    );
  });
});
