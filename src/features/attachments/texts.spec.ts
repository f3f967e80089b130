import { newId } from '../../platform/database/ids.js';
import type { Attachment } from './attachment.model.js';
import { byteRange } from './byte-range.js';
import { markdownOf, mentionedIn } from './mentions.js';
import { offerSmaller } from './pictures-in-html.js';

const copy = (width: number, height: number, type = 'image/webp') => ({
  file: newId<'file'>(),
  type,
  size: 1000,
  width,
  height,
});
const picture: Attachment = {
  _id: newId<'attachment'>(),
  owner: newId<'member'>(),
  subjects: [],
  name: 'Réunion [1].jpg',
  kind: 'image',
  original: copy(2000, 1000, 'image/jpeg'),
  smaller: [copy(480, 240), copy(960, 480)],
  createdAt: new Date(),
  orphanSince: null,
  imported: null,
};
const id = picture._id.toHexString();

test('a text names its attachments, each once', () => {
  const text = `![a](/attachments/${id}) and [b](/attachments/${id}/b.pdf), not /attachments/${id}0 or /attachments/x`;
  expect(mentionedIn(text).map(String)).toEqual([id]);
});

test('words and names cannot break out of the Markdown made for them', () => {
  expect(markdownOf(picture, 'a] (b)')).toBe(`![a\\] (b)](/attachments/${id})`);
  expect(markdownOf({ ...picture, kind: 'file' }, '')).toBe(
    `[Réunion \\[1\\].jpg](/attachments/${id}/R%C3%A9union%20%5B1%5D.jpg)`,
  );
});

test('pictures of ours are offered in their copies, with their size; others stay as they are', () => {
  const foreign = '<img src="https://example.org/a.png" alt="" loading="lazy" />';
  const html = `<p><img src="/attachments/${id}" alt="x &gt; y" width="9999" loading="lazy" />${foreign}</p>`;
  const dressed = offerSmaller(html, new Map([[id, picture]]));
  expect(dressed).toContain(`srcset="/attachments/${id}?w=480 480w, /attachments/${id}?w=960 960w"`);
  expect(dressed).toContain('width="2000" height="1000" alt="x &gt; y" loading="lazy" />');
  expect(dressed).not.toContain('9999');
  expect(dressed).toContain(foreign);
  expect(offerSmaller(dressed, new Map())).toBe(dressed);
});

test('ranges of bytes', () => {
  expect(byteRange(undefined, 100)).toBeNull();
  expect(byteRange('bytes=0-9', 100)).toEqual({ start: 0, end: 10 });
  expect(byteRange('bytes=90-', 100)).toEqual({ start: 90, end: 100 });
  expect(byteRange('bytes=-10', 100)).toEqual({ start: 90, end: 100 });
  expect(byteRange('bytes=50-500', 100)).toEqual({ start: 50, end: 100 });
  expect(byteRange('bytes=100-', 100)).toBe('unsatisfiable');
  expect(byteRange('bytes=-0', 100)).toBe('unsatisfiable');
  expect(byteRange('bytes=9-2', 100)).toBeNull();
  expect(byteRange('bytes=0-1,5-6', 100)).toBeNull();
});
