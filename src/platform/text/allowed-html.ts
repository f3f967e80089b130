import type { IOptions } from 'sanitize-html';

const PHRASES =
  'a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr';
const BLOCKS =
  'address article aside blockquote dd details div dl dt figcaption figure footer h2 h3 h4 h5 h6 header hr li ol p pre section summary ul';
const TABLES = 'caption col colgroup table tbody td tfoot th thead tr';

const LANGUAGE_CLASS = /^language-[\w+#.-]{1,30}$/;

/** Everything that stored text may contain. What is not named here does not get through. */
export const ALLOWED_HTML = {
  allowedTags: [...PHRASES.split(' '), ...BLOCKS.split(' '), ...TABLES.split(' '), 'img'],
  allowedAttributes: {
    '*': ['id', 'lang', 'dir'],
    a: ['href', 'title', 'rel'],
    abbr: ['title'],
    col: ['span'],
    colgroup: ['span'],
    data: ['value'],
    details: ['open'],
    dfn: ['title'],
    img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
    li: ['value'],
    ol: ['start', 'reversed', 'type'],
    td: ['colspan', 'rowspan', 'align', 'headers'],
    th: ['colspan', 'rowspan', 'align', 'scope', 'abbr', 'headers'],
    time: ['datetime'],
  },
  allowedClasses: { code: [LANGUAGE_CLASS], pre: [LANGUAGE_CLASS] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['https'] },
  allowProtocolRelative: false,
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'xmp',
    'noembed',
    'noframes',
    'title',
    'template',
    'svg',
    'math',
  ],
  nestingLimit: 100,
  parseStyleAttributes: false,
} satisfies IOptions;

/** Names of the last century, and what they mean today. */
export const RENAMED_TAGS: Record<string, string> = {
  acronym: 'abbr',
  strike: 's',
  tt: 'code',
  listing: 'pre',
  menu: 'ul',
  dir: 'ul',
  hgroup: 'header',
  main: 'section',
  nav: 'section',
};
