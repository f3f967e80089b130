import { Viewer } from '../access/viewer.js';
import { OldAddresses } from './old-addresses.js';

const visitor = new Viewer(null, { workspaces: new Map(), hidden: [] }, 'en', 'UTC');

async function askedFor(url: string): Promise<string[]> {
  const asked: string[] = [];
  const addresses = new OldAddresses();
  addresses.plug(async (_viewer, address) => {
    asked.push(address);
    return null;
  });
  await addresses.find(visitor, url);
  return asked;
}

test('an old address is looked for without the slash at its end, with its query first', async () => {
  expect(await askedFor('/old/post//')).toEqual(['/old/post']);
  expect(await askedFor('/?p=12')).toEqual(['/?p=12', '/']);
});

/** What takes the square of the length would not come back from this. */
test('a path of nothing but slashes is read once', async () => {
  const path = `/q${'/'.repeat(5_000_000)}a`;
  expect((await askedFor(path))[0] === path).toBe(true);
});
