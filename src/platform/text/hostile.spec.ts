import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { markdown } from '../web/input.js';
import { COSTLY_TEXTS, WIDE_TABLE } from './hostile.fixture.js';
import { isRenderable, MAX_SOURCE_LENGTH, renderMarkdown } from './markdown.js';
import { excerpt } from './plain-text.js';
import { sanitizeHtml } from './sanitize.js';

const FORBIDDEN_TAGS = new Set(
  'script style iframe object embed form input button textarea select svg math template link meta base noscript video audio body html'.split(
    ' ',
  ),
);

/** Everything in `html` that could run, load or dress up as something else, read as a browser's parser reads it. */
function dangers(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (FORBIDDEN_TAGS.has(name)) found.push(`<${name}>`);
      for (const [key, value] of Object.entries(attributes)) {
        if (/^on|^style$|^srcdoc$|^formaction$|^xlink/i.test(key)) found.push(`${name} ${key}`);
        if (key === 'class' && !/^language-[\w+#.-]+$/.test(value)) found.push(`class ${value}`);
        if (key === 'id' && !value.startsWith('text-')) found.push(`id ${value}`);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them from addresses
        const url = value.replace(/[\u0000-\u0020]/g, '');
        if (key === 'href' && /^[a-z][a-z0-9+.-]*:/i.test(url) && !/^(https?|mailto):/i.test(url))
          found.push(`href ${url}`);
        if (key === 'src' && !/^(https:\/\/|\/(?![/\\]))/.test(value)) found.push(`src ${value}`);
      }
    },
    oncomment: (text) => found.push(`comment ${text}`),
    onprocessinginstruction: (name) => found.push(`instruction ${name}`),
  });
  parser.end(html);
  return found;
}

const VECTORS = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="/a.png" onload="alert(1)" style="position:fixed" class="x">',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt&colon;alert(1)">x</a>',
  '<a href="\u0001javascript:alert(1)">x</a>',
  '<a href="java\0script:alert(1)">x</a>',
  '<a href="vbscript:x">x</a><a href="data:text/html,<script>alert(1)</script>">y</a>',
  '[x](javascript:alert(1)) [y](<java\nscript:alert(1)>) [z](data:text/html;base64,PHNjcmlwdD4=)',
  '![x](javascript:alert(1)) ![y](//evil.example/a.png) ![z](/\\evil.example/a.png) <img src="/\t/evil.example/a">',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '<iframe src="javascript:alert(1)"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,x"><embed src="javascript:alert(1)"></object>',
  '<video src="javascript:alert(1)" onerror=alert(1)><source src=x onerror=alert(1)></video>',
  '<input autofocus onfocus=alert(1)><button formaction=javascript:alert(1)>x</button><form action="//evil.example">',
  '<details open ontoggle=alert(1)>x</details>',
  '<style>@import "//evil.example/a.css"</style><link rel=stylesheet href=//evil.example><meta http-equiv=refresh content="0;url=//evil.example"><base href="//evil.example/">',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]--><?php echo 1 ?><![CDATA[<script>alert(1)</script>]]>',
  '<p id="location" class="flash">x</p><a name="cookie">y</a>',
  '<b onclick=alert(1)//<b>x</b>',
  '```x" onmouseover="alert(1)\ncode\n```',
  '<code class="language-x evil">a</code>',
  '<textarea><img src=x onerror=alert(1)></textarea><title><img src=x onerror=alert(1)></title><xmp><img src=x onerror=alert(1)></xmp>',
  '<a href="https://ok.example/" target="_blank" rel="opener" ping="//evil.example">x</a>',
  '<td style="text-align:center;background:url(javascript:alert(1))">x',
  '<img src="https://ok.example/a.png" srcset="javascript:alert(1)" alt=\'" onerror="alert(1)\'>',
  '[^1]\n\n[^1]: <img src=x onerror=alert(1)>',
  '<div lang="en&quot; onclick=&quot;alert(1)">x</div>',
];

/** Characters of HTML: addresses that become links grow most. */
const LARGEST_PAGE = 500_000;

describe('text from strangers', () => {
  test('the check for dangers finds what it looks for', () => {
    expect(dangers('<p onclick="x">a<script></script><a href="javascript:x">b</a><!-- c -->')).toHaveLength(4);
  });

  test.each(VECTORS)('is harmless: %s', (vector) => {
    expect(dangers(renderMarkdown(vector))).toEqual([]);
    expect(dangers(sanitizeHtml(vector))).toEqual([]);
    expect(dangers(renderMarkdown(`> - ${vector}`))).toEqual([]);
  });

  test('is harmless in any combination', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(...VECTORS),
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('<', '>', '"', "'", '`', '](', '\n\n', '<!--', '-->', '&#x3c;'),
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const source = parts.join('');
        const rendered = renderMarkdown(source);
        expect(dangers(rendered)).toEqual([]);
        expect(sanitizeHtml(rendered)).toBe(rendered);
      }),
      { numRuns: 300 },
    );
  });

  test('closes what it opens, so that the page around it stays whole', () => {
    expect(renderMarkdown('<div><b>open')).toBe('<div><b>open</b></div>');
    expect(renderMarkdown('</div></section></body>after')).toBe('after');
  });

  /** How long each takes is a figure of `npm run bench`; here they come back, and no larger than a page can be. */
  test.each(COSTLY_TEXTS)('is rendered to a bounded page: %.20j…', (source) => {
    expect(isRenderable(source)).toBe(true);
    const html = renderMarkdown(source, { lineBreaks: true });
    expect(html.length).toBeLessThan(LARGEST_PAGE);
    expect(excerpt(html, 300).length).toBeLessThanOrEqual(301);
  });

  test('with more signs than any real text is refused at the door, and shows as it is where it comes by an import', () => {
    const brackets = '['.repeat(90_000);
    expect(markdown(MAX_SOURCE_LENGTH).safeParse(brackets).error?.issues).toMatchObject([
      { params: { rule: 'tooMuchMarkup' } },
    ]);
    expect(renderMarkdown(brackets)).toBe(`<p>${brackets}</p>`);
    expect(markdown(MAX_SOURCE_LENGTH).safeParse('A word, and another one. '.repeat(7000)).success).toBe(true);
  });

  test('a table of more cells than anyone reads shows as it was typed, and the text after it as text', () => {
    const rendered = renderMarkdown(`${WIDE_TABLE}\n**after**`);
    expect(rendered).not.toContain('<td');
    expect(rendered).toContain('<strong>after</strong>');
    expect(renderMarkdown(`|a|b|\n|-|-|\n${'|1|2|\n'.repeat(1000)}`).match(/<td/g)).toHaveLength(2000);
  });

  test('a megabyte of brackets is shown as it is, without markup', () => {
    const rendered = renderMarkdown('<b>['.repeat(250_000));
    expect(rendered.startsWith('<p>&lt;b&gt;[')).toBe(true);
    expect(rendered).not.toContain('<b>');
  });

  test('nesting beyond any real text is shown as it is', () => {
    expect(sanitizeHtml('<b>'.repeat(300_000))).toContain('&lt;b&gt;&lt;b&gt;');
    expect(sanitizeHtml(`${'<div>'.repeat(500)}deep${'</div>'.repeat(500)}`).match(/<div>/g)).toHaveLength(100);
  });
});
