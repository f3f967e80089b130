import type { Community } from './community.js';

/** Answers of GET that are no pages for people: feeds, files, what programs ask for, and addresses that only lead on. */
export const NO_PAGE =
  /feed\.|\.xml$|\.txt$|^\/(api\/v1\/(?!docs)|health\/|metrics$|attachments\/)|\/news$(?<=:id\/news)|^\/(posts|comments)\/:id$|^\/subscriptions$|^\/reply-by/;

/** For every route with a blank in it, addresses to look at. Others stand for themselves. */
export function samplesFor(world: Community): Record<string, string[]> {
  const { wells, bare, post, draft, comment, talk, closed, forum, announcement, letter, links } = world;
  const blogOf = (path: string) => `${path}/blog`;
  const inWells = (one: { path: string }, rest = '') => `${one.path}${rest}`;
  return {
    '/admin/news/:id': [`/admin/news/${announcement}`],
    '/admin/mail/:key': [`/admin/mail/${encodeURIComponent(letter)}`],
    '/admin/members/:handle': ['/admin/members/ben'],
    '/admin/texts/:name': ['/admin/texts/about'],
    '/claim/:token': [links.claim],
    '/comments/:id/edit': [`${comment}/edit`],
    '/confirm-email/:token': [links.confirm],
    '/discussions/:id': [forum.path],
    '/discussions/:id/:title': [],
    '/discussions/:id/edit': [`${forum.path}/edit`],
    '/discussions/:id/move': [`${forum.path}/move`],
    '/discussions/:id/replies/:seq/edit': [],
    '/drafts/:id': [draft],
    '/email-change/:token': [links.change],
    '/help/:guide': ['/help/markdown'],
    '/invitations/:token': [links.invitation],
    '/news/:id': [`/news/${announcement}`],
    '/people/:handle': ['/people/ana', '/people/ben', '/people/eve'],
    '/people/:handle/blog': ['/people/ana/blog', '/people/eve/blog'],
    '/people/:handle/blog/:post': ['/people/ana/blog/notes-from-dakar'],
    '/posts/:id/versions': [`/posts/${post.id}/versions`],
    '/posts/:id/versions/:number': [`/posts/${post.id}/versions/2`],
    '/reset-password/:token': [links.reset],
    // Leads on to the first of them.
    '/settings': [],
    '/set-up/:secret': [],
    '/subscriptions/:token': [links.subscriptions],
    '/subscriptions/confirm/:token': [links.wish],
    '/tags/:tag': ['/tags/eau'],
    '/unsubscribe/:token': [links.unsubscribe],
    '/workspaces/:slug': [wells.path, bare.path],
    '/workspaces/:slug/blog': [blogOf(wells.path), blogOf(bare.path)],
    '/workspaces/:slug/blog/:post': [post.path],
    '/workspaces/:slug/blog/deleted': [`${wells.path}/blog/deleted`],
    '/workspaces/:slug/discussions': [`${wells.path}/discussions`, `${bare.path}/discussions`],
    '/workspaces/:slug/discussions/:id': [inWells(talk), inWells(talk, '?page=2'), inWells(closed)],
    '/workspaces/:slug/discussions/:id/:title': [],
    '/workspaces/:slug/discussions/:id/edit': [inWells(talk, '/edit')],
    '/workspaces/:slug/discussions/:id/move': [inWells(talk, '/move')],
    '/workspaces/:slug/discussions/:id/replies/:seq/edit': [inWells(talk, '/replies/61/edit')],
    '/workspaces/:slug/discussions/new': [`${wells.path}/discussions/new`],
    '/workspaces/:slug/membership': [`${bare.path}/membership`],
    '/workspaces/:slug/membership/end': [`${wells.path}/membership/end`],
    '/workspaces/:slug/people': [`${wells.path}/people`, `${bare.path}/people`],
    '/workspaces/:slug/settings': [`${wells.path}/settings`],
  };
}
