import { isRenderable, MAX_SOURCE_LENGTH } from './markdown.js';

const MARKS = [
  '[',
  '![',
  '*a ',
  '**a',
  '_a',
  '`a``b',
  '> ',
  '>',
  '- ',
  '1. ',
  '1. 1. a\n',
  '- - a\n',
  '* a\n',
  '|',
  'a|b|c\n-|-|-\n',
  '~~a ',
  '&a',
  'http://a@',
  'http://a(',
  'a@b.c ',
  '<b>',
  '<div>',
  '<p>',
  '<x>',
  '<span>',
  '<span>x</span>',
  '<h1>',
  '<img alt=a>',
  '<ul><li>',
  '<!--',
  '<a href="',
  '<?',
  '\\',
  '[a]: b\n',
  '[^a]',
  '[^a]: b\n',
  '^[a',
  '#',
];

/** As much of one thing as the door lets in. */
function longestOf(mark: string): string {
  let times = Math.floor(MAX_SOURCE_LENGTH / mark.length);
  while (!isRenderable(mark.repeat(times))) times = Math.floor(times * 0.9);
  return mark.repeat(times);
}

export const WIDE_TABLE = `${'|'.repeat(2000)}\n${'|-'.repeat(2000)}|\n${'x\n'.repeat(1000)}`;
const LONG_TABLE = `|a|b|\n|-|-|\n${'x\n'.repeat(7000)}`;
const FOOTNOTES = `${'[^1]: x\n'.repeat(400)}${'[^1]'.repeat(400)}`;

/** The texts that take longest to render of those the door lets in: specs render them, `npm run bench` times them. */
export const COSTLY_TEXTS = [...MARKS.map(longestOf), WIDE_TABLE, LONG_TABLE, FOOTNOTES];
