import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readJsonLines } from './json-lines.js';
import { readWordpress } from './wordpress.js';

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

const MEGABYTES = 24;
const encoder = new TextEncoder();
const paragraph = '<p>Water finds its way through sand and clay, and so do words. </p>\n'.repeat(400);

/** About `MEGABYTES` of records, made while they are read: they never stand in memory together. */
function* repeated(start: string, record: (number: number) => string, end: string): Generator<Uint8Array> {
  yield encoder.encode(start);
  let bytes = 0;
  for (let number = 1; bytes < MEGABYTES * 1_000_000; number += 1) {
    const piece = encoder.encode(record(number));
    bytes += piece.length;
    yield piece;
  }
  yield encoder.encode(end);
}

/** Reads everything, and gives the records and the most megabytes held at any time beyond the start. */
async function appetite(records: AsyncIterable<unknown>): Promise<{ count: number; megabytes: number }> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  let [count, most] = [0, 0];
  for await (const record of records) {
    count += record === undefined ? 0 : 1;
    if (count % 100 !== 0) continue;
    collectGarbage();
    most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  return { count, megabytes: most / 1_000_000 };
}

describe('a file far larger than what is held of it', () => {
  test('of WordPress', async () => {
    const start = '<rss><channel><wp:wxr_version>1.2</wp:wxr_version>';
    const item = (number: number) =>
      `<item><wp:post_id>${number}</wp:post_id><title>${number}</title><content:encoded><![CDATA[${paragraph}]]></content:encoded></item>`;
    const stream = repeated(start, item, '</channel></rss>');
    const { count, megabytes } = await appetite(readWordpress(asStream(stream)));
    expect(count).toBeGreaterThan(800);
    expect(megabytes).toBeLessThan(MEGABYTES / 4);
  });

  test('of our own format', async () => {
    const post = (number: number) =>
      `${JSON.stringify({ type: 'post', id: String(number), author: 'a', title: 'T', text: paragraph })}\n`;
    const { count, megabytes } = await appetite(readJsonLines(asStream(repeated('', post, ''))));
    expect(count).toBeGreaterThan(800);
    expect(megabytes).toBeLessThan(MEGABYTES / 4);
  });
});

async function* asStream(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
