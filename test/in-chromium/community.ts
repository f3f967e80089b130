import sharp from 'sharp';
import type { Browser } from '../browser.js';
import { ana, ben, eve, fin, gil } from '../cast.js';
import { manyReplies, type Opened, openDiscussion, reply } from '../discussions.js';
import { beginPost, hiddenFields, inEditor, publishPost } from '../given-blogs.js';
import { linkIn } from '../links.js';
import { type Made, makeWorkspace } from '../workspaces.js';
import type { World } from '../world.js';

/** What there is in the small community whose every page is looked at. */
export interface Community {
  wells: Made;
  /** Nobody has done anything here yet. */
  bare: Made;
  post: { id: string; path: string };
  draft: string;
  comment: string;
  talk: Opened;
  closed: Opened;
  forum: Opened;
  announcement: string;
  letter: string;
  links: Record<
    'confirm' | 'reset' | 'change' | 'claim' | 'invitation' | 'unsubscribe' | 'wish' | 'subscriptions',
    string
  >;
}

const LONG = 'How do we set the contribution when income follows the rain, and who keeps the book in the dry months?';
const TEXT = `Of 412 households, **380** paid in December.

> We ask after the harvest, never before.

| Village | Paid | Share |
|---|---|---|
| Ndiaye | 112 | 94 % |
| Keur Massar-sur-la-route-nationale | 268 | 91 % |

\`\`\`
contribution = income * 0.02
\`\`\`

https://example.org/a/very/long/address/that/cannot/be/broken/anywhere/and/has/to/stay/on/a/narrow/screen?with=parameters`;

/** A believable little community, made at the front door by the people who live in it. */
export async function givenCommunity(world: World): Promise<Community> {
  const [anas, bens, eves, gils] = await Promise.all([ana, ben, eve, gil].map((person) => world.as(person)));
  if (!anas || !bens || !eves || !gils) throw new Error('somebody is missing');
  const wells = await makeWorkspace(anas, {
    name: 'Wells and pumps',
    description: 'Who repairs what, and how it is paid.',
    tags: 'eau, cotisation, maintenance',
  });
  const bare = await makeWorkspace(anas, { name: 'Caisse des trésorières', visibility: 'members', language: 'fr' });
  await bens.post(`${wells.path}/membership`);
  await eves.post(`${bare.path}/membership`, { message: 'I keep the book in our village.' });
  await follow(world, anas, wells);
  const blog = await writeBlog(world, anas, bens, wells);
  const talks = await discuss(world, anas, bens, wells);
  const announcement = await announce(world, gils);
  await anas.post('/settings/tokens', { name: 'The old phone', scope: 'read' });
  await anas.post('/settings/profile', { ...profile, languages: ['fr', 'wo'] });
  await bens.post('/feedback', { text: 'The map is missing.', about: '/workspaces' });
  await world.settle();
  const links = { ...(await letters(world, anas, wells)), ...(await subscriptions(world, wells)) };
  const letter = String((await world.model<{ _id: string }>('Delivery').findOne().lean())?._id);
  return { wells, bare, ...blog, ...talks, announcement, letter, links };
}

const profile = {
  name: 'Ana',
  country: 'SN',
  bio: 'I look after **three wells**.',
  interests: 'eau, mutuelles de santé',
  sector: '',
  level: '',
};

async function follow(world: World, browser: Browser, { slug }: Made): Promise<void> {
  const found = await world.model<{ slug: string }>('Workspace').findOne({ slug }).lean();
  await browser.post('/follows', { kind: 'workspace', target: String(found?._id), way: 'now', back: '/' });
}

async function writeBlog(world: World, anas: Browser, bens: Browser, { path }: Made) {
  const id = await beginPost(bens, `${path}/blog`);
  const words = { title: LONG, text: TEXT, tags: 'eau, saison sèche', language: 'en' };
  const [image = ''] = /!\[A pump\][^\n<]*/.exec(await withPicture(bens, id, words)) ?? [];
  const text = `${TEXT}\n\n${image}`;
  const published = await inEditor(bens, id, '/publication', { ...words, text });
  if (published.status !== 200) throw new Error(published.text.slice(0, 400));
  await inEditor(bens, id, '/publication', { ...words, text: `${text}\n\nOne line more.` });
  await anas.post(`/posts/${id}/comments`, { text: 'Two per cent?' });
  await bens.post(`/posts/${id}/comments`, { text: 'Yes, since *2009*.' });
  const comment = String((await world.model<{ _id: string }>('Comment').findOne().sort({ _id: -1 }).lean())?._id);
  await publishPost(world, anas, '/people/ana/blog', { title: 'Notes from Dakar', tags: 'voyage' });
  const thrown = await publishPost(world, anas, `${path}/blog`, { title: 'Said too early' });
  await anas.post(`/posts/${thrown.id}/deletion`);
  const draft = `/drafts/${await beginPost(bens, '/people/ben/blog')}`;
  return { post: { id, path: published.url }, comment: `/comments/${comment}`, draft };
}

/** The editor's page after a picture was put into the text. */
async function withPicture(browser: Browser, id: string, words: Record<string, string>): Promise<string> {
  const bytes = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#2b6637' } })
    .png()
    .toBuffer();
  const form = { ...words, ...(await hiddenFields(browser, id)), alt: 'A pump' };
  const file = { name: 'pump.png', type: 'image/png', bytes };
  return (await browser.upload(`/drafts/${id}/attachments`, form, { file })).body;
}

async function discuss(world: World, anas: Browser, bens: Browser, { slug }: Made) {
  const talk = await openDiscussion(anas, slug, { title: LONG, text: TEXT, tags: 'cotisation, revenus saisonniers' });
  await manyReplies(world, talk, ben, 60);
  await reply(bens, talk, 'Two per cent, *after* the harvest.');
  const closed = await openDiscussion(anas, slug, { title: 'Which pump?', text: 'The old one.' });
  await anas.post(`${closed.path}/closure`);
  await anas.post(`${talk.path}/pin`);
  const forum = await openDiscussion(bens, null, { title: 'Quem vem a Maputo?', text: 'Em março.', language: 'pt' });
  return { talk, closed, forum };
}

async function announce(world: World, gils: Browser): Promise<string> {
  await gils.post('/admin/news', {
    title: 'The server moves on Sunday',
    text: 'For *one* hour.',
    language: 'en',
  });
  await gils.post('/admin/texts/partners', { en: 'The *union* of mutuals.', fr: '', es: '', pt: '' });
  const one = await world.model<{ _id: string }>('Announcement').findOne().lean();
  return String(one?._id);
}

/** Links that only letters carry. */
async function letters(world: World, anas: Browser, { path }: Made) {
  const visitor = await world.as(null);
  const hawa = { name: 'Hawa Bâ', email: 'hawa@example.org', password: 'le baobab du marché', terms: 'yes' };
  await visitor.post('/sign-up', hawa);
  await world.model('Member').create({
    handle: 'kofi',
    name: 'Kofi',
    sortName: 'kofi',
    email: 'kofi@example.org',
    emailKey: 'kofi@example.org',
    createdAt: new Date('2009-01-01'),
    imported: { key: 'wordpress:old.example:7', at: new Date() },
  });
  await visitor.post('/sign-up', { ...hawa, name: 'Kofi', email: 'kofi@example.org' });
  await visitor.post('/lost-password', { identifier: 'fin' });
  await anas.post('/settings/email', { email: 'ana.new@example.org', password: 'sous le grand arbre' });
  await anas.post(`${path}/invitations`, { emails: 'guest@example.org', message: '' });
  await world.settle();
  const last = async (to: string) => (await world.mailTo(to)).at(-1);
  const followed = (await world.mailTo(ana)).find(({ unsubscribeUrl }) => unsubscribeUrl);
  return {
    confirm: linkIn(await last('hawa@example.org'), '/confirm-email/'),
    claim: linkIn(await last('kofi@example.org'), '/claim/'),
    reset: linkIn(await last(fin.email), '/reset-password/'),
    change: linkIn(await last('ana.new@example.org'), '/email-change/'),
    invitation: linkIn(await last('guest@example.org'), '/invitations/'),
    unsubscribe: new URL(followed?.unsubscribeUrl ?? '').pathname,
  };
}

/** What somebody without an account hears of, and what they have still to confirm. */
async function subscriptions(world: World, { slug, path }: Made) {
  const visitor = await world.as(null);
  const found = await world.model<{ slug: string }>('Workspace').findOne({ slug }).lean();
  const email = 'dov@example.net';
  const wishFor = async (kind: string, target: string) => {
    await visitor.post('/subscriptions', { kind, target, email, way: 'weekly', back: path });
    await world.settle();
    return linkIn((await world.mailTo(email)).at(-1), '/subscriptions/confirm/');
  };
  const confirmed = await visitor.post(await wishFor('workspace', String(found?._id)));
  return { subscriptions: confirmed.url, wish: await wishFor('tag', 'eau') };
}
