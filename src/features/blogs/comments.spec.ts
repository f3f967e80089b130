import sharp from 'sharp';
import { ana, ben, cleo, dov, eve, gil } from '../../../test/cast.js';
import { givenPlaces, hiddenFields, inEditor, postOf, publishPost, type Written } from '../../../test/given-blogs.js';
import { World } from '../../../test/world.js';
import type { Attachment } from '../attachments/public.js';
import type { Comment } from './comments/comment.model.js';

const HARVEST = '/workspaces/harvest/blog';
const WELL = '/workspaces/well/blog';

let world: World;
let post: Written;
let picture: Buffer;
beforeAll(async () => {
  world = await World.start();
  await givenPlaces(world);
  post = await publishPost(world, await world.as(ana), HARVEST, { title: 'Talk about it' });
  picture = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#2b5a8a' } })
    .jpeg()
    .toBuffer();
});
afterAll(() => world?.end());

const pageFor = async (who: typeof ana | null, path: string) => (await world.as(who)).get(path);
const revisionIn = (html: string) => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? 'none';
const lastComment = async (): Promise<Comment> => {
  const comment = await world.model<Comment>('Comment').findOne().sort({ _id: -1 }).lean<Comment>();
  if (!comment) throw new Error('nobody has commented');
  return comment;
};
const comment = async (who: typeof ana, text: string, more: Record<string, string> = {}, under = post) => {
  const answer = await (await world.as(who)).post(`/posts/${under.id}/comments`, { text, ...more });
  await world.settle();
  return answer;
};

describe('comments', () => {
  test('stand under the post in order, an answer to an answer in the same thread, and are counted', async () => {
    await comment(ben, 'the **first** thing');
    const opening = await lastComment();
    await comment(ana, 'an answer', { parent: opening._id.toHexString() });
    await comment(ben, 'answer to the answer', { parent: (await lastComment())._id.toHexString() });
    expect((await lastComment()).parent).toEqual(opening._id);
    const page = await pageFor(dov, post.path);
    expect(page.text).toMatch(/3 comments .*the first thing.*an answer.*answer to the answer/);
    expect(page.body).toContain(`id="c-${opening._id.toHexString()}"`);
    expect((await postOf(world, post.id)).commentCount).toBe(3);
    expect((await pageFor(dov, HARVEST)).text).toContain('3 comments');
  });

  test('sent twice, a comment is stored once, also at the same moment', async () => {
    const send = () => comment(ben, 'only once', { clientId: 'client-once-1' });
    await Promise.all([send(), send()]);
    await send();
    expect(await world.model('Comment').countDocuments({ source: 'only once' })).toBe(1);
  });

  test('changed in two windows: the second is shown what the first has saved, and keeps its own words', async () => {
    await comment(ben, 'as it began');
    const browser = await world.as(ben);
    const path = `/comments/${(await lastComment())._id.toHexString()}`;
    const open = async () => revisionIn((await browser.get(`${path}/edit`)).body);
    const [one, two] = [await open(), await open()];
    expect((await browser.post(path, { text: 'in the first window', revision: one })).status).toBe(200);
    const refused = await browser.post(path, { text: 'in the second window', revision: two });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain('in the second window</textarea>');
    expect(refused.body).toMatch(/<del>.*first.*<\/del>/s);
    const { revision, text } = (await browser.get(`/api/v1${path}`)).json<{ revision: number; text: string }>();
    expect(text).toBe('in the first window');
    const change = (body: object) => browser.send('PATCH', `/api/v1${path}`, body);
    expect((await change({ text: 'by a program', revision })).status).toBe(200);
    expect((await change({ text: 'late', revision })).status).toBe(409);
    expect((await browser.post(path, { text: 'late', revision: revisionIn(refused.body) })).status).toBe(409);
  });

  test('lead to their place on whichever page they stand', async () => {
    const long = await publishPost(world, await world.as(ana), HARVEST, { title: 'Long talk' });
    const author = (await postOf(world, long.id)).author;
    const many = Array.from({ length: 60 }, (_, n) => ({
      post: long.id,
      author,
      parent: null,
      html: `<p>number ${n}</p>`,
      source: `number ${n}`,
      at: new Date(Date.UTC(2020, 0, 1, 0, n)),
    }));
    const made = await world.model<Comment>('Comment').insertMany(many);
    const visitor = await world.as(dov);
    expect((await visitor.get(long.path)).text).not.toContain('number 59');
    const led = await visitor.fetch(`/comments/${made.at(-1)?._id.toHexString()}`);
    expect((await visitor.get(led.headers.get('location') ?? '')).text).toContain('number 59');
    const first = await visitor.fetch(`/comments/${made[0]?._id.toHexString()}`);
    expect(first.headers.get('location')).toMatch(new RegExp(`^${long.path}#c-`));
  });

  test('are changed by who wrote them; of what is removed the place stays', async () => {
    await comment(ben, 'to be changed');
    const { _id } = await lastComment();
    const path = `/comments/${_id.toHexString()}`;
    for (const [who, status] of [
      [ana, 403],
      [eve, 403],
    ] as const)
      expect((await (await world.as(who)).post(path, { text: 'not mine' })).status).toBe(status);
    const browser = await world.as(ben);
    expect((await browser.get(`${path}/edit`)).body).toContain('to be changed</textarea>');
    await browser.post(path, { text: 'it is changed' });
    expect((await pageFor(dov, post.path)).text).toContain('it is changed');
    expect((await (await world.as(eve)).post(`${path}/removal`)).status).toBe(403);
    await (await world.as(ana)).post(`${path}/removal`);
    await world.settle();
    const page = await pageFor(dov, post.path);
    expect(page.body).toContain(`id="c-${_id.toHexString()}"`);
    expect(page.text).not.toContain('it is changed');
    expect((await world.model<Comment>('Comment').findById(_id).lean<Comment>())?.source).toBe('');
  });

  test('are for members of the workspace; in a member’s own blog for every member', async () => {
    expect((await comment(eve, 'from outside')).status).toBe(403);
    const hidden = await publishPost(world, await world.as(ana), WELL, { title: 'Well talk' });
    expect((await comment(eve, 'from outside', {}, hidden)).status).toBe(404);
    const own = await publishPost(world, await world.as(cleo), '/people/cleo/blog', { title: 'Open to answers' });
    expect((await comment(eve, 'from a reader', {}, own)).status).toBe(200);
    expect((await pageFor(dov, own.path)).text).toContain('from a reader');
  });

  test('that are refused come back as they were typed', async () => {
    const refused = await comment(ben, 'x'.repeat(20_001));
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('x'.repeat(20_001));
    expect((await comment(ben, '   ')).status).toBe(422);
    expect((await comment(ben, 'lost parent', { parent: '000000000000000000000000' })).body).toContain('lost parent');
  });
});

describe('who hears of it', () => {
  const follow = async (who: typeof ana, kind: string, target: string) =>
    (await world.as(who)).post('/follows', { kind, target, way: 'now', back: '/' });
  const subjects = async (who: typeof ana) => (await world.mailTo(who)).map(({ subject }) => subject);

  test('a post is told to who follows the blog and sees it; a comment to who has a part in it, in one thread of mail', async () => {
    const { blog } = await postOf(world, post.id);
    const well = (
      await postOf(world, (await publishPost(world, await world.as(ana), WELL, { title: 'First in the well' })).id)
    ).blog;
    expect((await follow(eve, 'blog', well)).status).toBe(404);
    for (const who of [ben, cleo]) await follow(who, 'blog', blog);
    await follow(ben, 'blog', well);
    const told = await publishPost(world, await world.as(ana), HARVEST, { title: 'Told to followers' });
    const secret = await publishPost(world, await world.as(ana), WELL, { title: 'Told in the well' });
    await world.settle();
    expect(await subjects(cleo)).toContain('Told to followers');
    expect(await subjects(ben)).toEqual(expect.arrayContaining(['Told to followers', 'Told in the well']));
    for (const who of [eve, gil, cleo]) expect(await subjects(who)).not.toContain('Told in the well');
    expect(await subjects(ana)).not.toContain('Told to followers');
    await comment(ben, 'I have heard', {}, told);
    await world.settle();
    const [mail] = (await world.mailTo(ana)).filter(({ subject }) => subject.includes('Told to followers'));
    expect(mail?.references).toEqual([`post:${told.id}`]);
    expect(mail?.text).toContain('I have heard');
    expect(await subjects(cleo)).not.toContain('Re: Told to followers');
    expect(secret.path).toContain('told-in-the-well');
  });

  test('a small correction is told to nobody, another edit to who follows the post', async () => {
    const browser = await world.as(ana);
    const edited = await publishPost(world, browser, HARVEST, { title: 'Corrected' });
    await follow(cleo, 'post', edited.id);
    await inEditor(browser, edited.id, '/publication', { title: 'Corrected', text: 'a comma, moved', minor: 'yes' });
    await world.settle();
    expect((await subjects(cleo)).filter((subject) => subject.startsWith('Changed'))).toEqual([]);
    await inEditor(browser, edited.id, '/publication', { title: 'Corrected', text: 'another conclusion' });
    await world.settle();
    expect(await subjects(cleo)).toContain('Changed: Corrected');
  });
});

describe('pictures and files', () => {
  const attach = async (blog: string, title: string) => {
    const browser = await world.as(ana);
    const draft = await publishPost(world, browser, blog, { title, text: 'before' });
    const fields = {
      ...(await hiddenFields(browser, draft.id)),
      title,
      text: 'before',
      language: 'en',
      alt: 'the tree',
    };
    const answer = await browser.upload(`/drafts/${draft.id}/attachments`, fields, {
      file: { name: 'tree.jpg', type: 'image/jpeg', bytes: picture },
    });
    const [, text = '', path = ''] =
      /(before\s+!\[the tree\]\((\/attachments\/[0-9a-f]{24})\))/.exec(answer.body) ?? [];
    return { draft, text, path, answer };
  };
  const statuses = (path: string) =>
    Promise.all([ana, ben, eve, gil, dov].map(async (who) => (await (await world.as(who)).fetch(path)).status));

  test('of a draft are their author’s alone; of a post they are for who sees the post, at each request', async () => {
    const { draft, text, path } = await attach(HARVEST, 'With a picture');
    expect(await statuses(path)).toEqual([200, 404, 404, 404, 404]);
    await inEditor(await world.as(ana), draft.id, '/publication', { title: 'With a picture', text });
    await world.settle();
    expect(await statuses(path)).toEqual([200, 200, 200, 200, 200]);
    const page = await pageFor(dov, draft.path);
    expect(page.body).toContain(`srcset="${path}?w=480 480w, ${path}?w=960 960w"`);
    expect(page.body).toContain('width="1200" height="800" alt="the tree"');
    expect((await pageFor(dov, `${HARVEST}/feed.rss`)).body).toContain(`http://palabre.test${path}?w=480 480w`);
    await (await world.as(ana)).post(`/posts/${draft.id}/unpublication`);
    // Gil, the administrator, looks after what was public.
    expect(await statuses(path)).toEqual([200, 404, 404, 200, 404]);
  });

  test('in a private workspace are for its members, and naming their address elsewhere opens nothing', async () => {
    const { draft, text, path } = await attach(WELL, 'Deep picture');
    await inEditor(await world.as(ana), draft.id, '/publication', { title: 'Deep picture', text });
    await world.settle();
    expect(await statuses(path)).toEqual([200, 200, 404, 404, 404]);
    await publishPost(world, await world.as(eve), '/people/eve/blog', { title: 'Theft', text: `![x](${path})` });
    await publishPost(world, await world.as(ben), '/people/ben/blog', { title: 'Leak', text: `![x](${path})` });
    expect(await statuses(path)).toEqual([200, 200, 404, 404, 404]);
  });

  test('that a text no longer shows are no longer shown to its readers', async () => {
    const { draft, text, path } = await attach(HARVEST, 'Regretted');
    const browser = await world.as(ana);
    await inEditor(browser, draft.id, '/publication', { title: 'Regretted', text });
    await world.settle();
    await inEditor(browser, draft.id, '/publication', { title: 'Regretted', text: 'without it' });
    await world.settle();
    expect(await statuses(path)).toEqual([200, 404, 404, 404, 404]);
  });

  test('come with a comment in one step, and go with it', async () => {
    const browser = await world.as(ben);
    const answer = await browser.upload(
      `/posts/${post.id}/comments`,
      { text: 'look', alt: 'the well' },
      { file: { name: 'well.jpg', type: 'image/jpeg', bytes: picture } },
    );
    expect(answer.status).toBe(200);
    const path = /\/attachments\/[0-9a-f]{24}/.exec((await lastComment()).source)?.[0] ?? '';
    expect(await statuses(path)).toEqual([200, 200, 200, 200, 200]);
    await browser.post(`/comments/${(await lastComment())._id.toHexString()}/removal`);
    await world.settle();
    expect((await statuses(path)).slice(2)).toEqual([404, 404, 404]);
    const left = await world
      .model<Attachment>('Attachment')
      .findById(path.slice('/attachments/'.length))
      .lean<Attachment>();
    expect(left?.subjects).toEqual([]);
  });

  test('that are refused leave the text in the form', async () => {
    const browser = await world.as(ana);
    const fields = { ...(await hiddenFields(browser, post.id)), title: 'Kept', text: 'kept words', language: 'en' };
    const send = (name: string, bytes: Uint8Array) =>
      browser.upload(`/drafts/${post.id}/attachments`, fields, { file: { name, type: 'image/jpeg', bytes } });
    const large = await send('large.jpg', Buffer.alloc(10 * 1024 * 1024 + 1, 1));
    const wrong = await send('page.html', Buffer.from('<!doctype html>'));
    const none = await browser.upload(`/drafts/${post.id}/attachments`, fields, {});
    expect([large.status, wrong.status, none.status]).toEqual([413, 415, 422]);
    for (const { body } of [large, wrong, none]) expect(body).toContain('kept words</textarea>');
  });
});
