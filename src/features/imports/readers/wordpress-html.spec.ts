import { wordpressCommentToMarkdown, wordpressHtml, wordpressToMarkdown } from './wordpress-html.js';

const LINK = 'rel="nofollow ugc noopener"';

describe('the text of a WordPress post', () => {
  test.each([
    ['one\n\ntwo\nlines', '<p>one</p>\n<p>two<br />lines</p>'],
    ['one<br />\ntwo', '<p>one<br />two</p>'],
    [
      'a\n<ul>\n <li>b</li>\n <li>c\nd</li>\n</ul>\ne',
      '<p>a</p>\n<ul>\n <li>b</li>\n <li>c<br />d</li>\n</ul>\n<p>e</p>',
    ],
    ['<blockquote>a\n\nb</blockquote>', '<blockquote><p>a</p>\n<p>b</p></blockquote>'],
    ['<pre>a\n\nb</pre>', '<pre>a\n\nb</pre>'],
    ['<em>a\nb</em> c', '<p><em>a<br />b</em> c</p>'],
    ['<p>a</p>\n\n<p>b</p>', '<p>a</p>\n<p>b</p>'],
    ['a\r\n\r\nb', '<p>a</p>\n<p>b</p>'],
    ['intro<!--more read on-->rest', '<p>intro</p>\n<p>rest</p>'],
    ['<a href="/b" title="c\nd">e</a>', `<p><a title="c\nd" href="/b" ${LINK}>e</a></p>`],
  ])('%j has the paragraphs its author saw', (content, html) => {
    expect(wordpressHtml(content)).toBe(html);
  });

  test('blocks carry their own paragraphs', () => {
    const content = '<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->';
    expect(wordpressHtml(content).trim()).toBe('<p>a\nb</p>');
  });

  test.each([
    ['[caption id="x" caption="The well"]<a href="/w"><img src="/w.png" alt=""></a>[/caption]', 'The well'],
    ['[caption id="x" width="3"]<img src="/w.png" alt="" /> The <b>well</b>[/caption]', 'The <b>well</b>'],
  ])('a captioned picture is a figure: %s', (content, caption) => {
    expect(wordpressHtml(content)).toMatch(/^<figure>(<a[^>]*>)?<img [^>]*>(<\/a>)?<figcaption>/);
    expect(wordpressHtml(content)).toContain(`<figcaption>${caption}</figcaption></figure>`);
  });

  test('code is shown to the letter', () => {
    expect(wordpressHtml('a\n[code language="php"]\n<b>&lt;i&gt;\n\n$x[0]\n[/code]')).toBe(
      '<p>a</p>\n<pre><code class="language-php">&lt;b&gt;&lt;i&gt;\n\n$x[0]</code></pre>',
    );
  });

  test.each([
    ['[youtube https://www.youtube.com/watch?v=abc]', 'https://www.youtube.com/watch?v=abc'],
    ['[youtube=http://youtu.be/abc]', 'http://youtu.be/abc'],
    ['[youtube id="abc"]', 'https://www.youtube.com/watch?v=abc'],
    ['[vimeo 123]', 'https://vimeo.com/123'],
    ['[embed width="9"]https://a.example/film[/embed]', 'https://a.example/film'],
    ['[audio src="https://a.example/b.mp3"]', 'https://a.example/b.mp3'],
    ['[video mp4="https://a.example/b.mp4"][/video]', 'https://a.example/b.mp4'],
  ])('%s is a link to what it played', (content, url) => {
    expect(wordpressHtml(content)).toContain(`<a href="${url}"`);
    expect(wordpressHtml(content)).not.toContain('[');
  });

  test('a gallery shows the pictures it names, and nothing when they are unknown', () => {
    const gallery = (ids: readonly string[]) =>
      ids.map((id) => ({ src: `/p/${id}.png`, alt: id, caption: `No. ${id}` }));
    const html = wordpressHtml('[gallery ids="3,5"]', { gallery });
    expect(html).toContain('<img src="/p/3.png" alt="3" loading="lazy" /><figcaption>No. 3</figcaption>');
    expect(html.match(/<figure>/g)).toHaveLength(2);
    expect(wordpressHtml('a [gallery] b')).toBe('<p>a  b</p>');
  });

  test('words in brackets and unknown shortcodes stay words', () => {
    expect(wordpressHtml('array[0] [sic] [[gallery]]')).toBe('<p>array[0] [sic] [gallery]</p>');
  });

  test('a comment has line breaks but no shortcodes', () => {
    expect(wordpressCommentToMarkdown('one\r\ntwo [gallery] <script>x()</script>\n\nhttp://a.example/_b')).toBe(
      'one\\\ntwo \\[gallery\\]\n\nhttp://a.example/_b',
    );
  });

  test('becomes Markdown, with addresses made whole', () => {
    const content = 'See <a href="../b/">b</a>.\n\n<img src="c.png" alt="C" />\n\n<script>x()</script>1. no list';
    expect(wordpressToMarkdown(content, { baseUrl: 'https://old.example/2014/a/' })).toBe(
      'See [b](https://old.example/2014/b/).\n\n![C](https://old.example/2014/a/c.png)\n\n1\\. no list',
    );
  });
});
