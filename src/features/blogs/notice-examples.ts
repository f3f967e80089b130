import { newId } from '../../platform/database/ids.js';
import type { Subject } from '../notifications/public.js';

const post = newId<'post'>();

/** What the mailbox of `/dev` shows. */
export const examplePost: Subject = {
  workspace: null,
  actor: null,
  actorName: 'Ana',
  followed: [{ kind: 'blog', target: `member:${newId<'member'>().toHexString()}` }],
  direct: [],
  subject: `post:${post.toHexString()}`,
  thread: `post:${post.toHexString()}`,
  path: '/workspaces/mutuelles/blog/payer-apres-la-recolte',
  title: 'Payer après la récolte',
  place: 'Mutuelles de santé',
  html: '<p>Sur 412 ménages, 380 ont payé entre novembre et janvier. Nous avions fixé l’échéance en juin.</p>',
  language: 'fr',
};

export const exampleComment: Subject = {
  ...examplePost,
  actorName: 'Ben',
  path: `/comments/${newId<'comment'>().toHexString()}`,
  html: '<p>Aqui em Inhambane aconteceu o mesmo. Que mês escolheram no fim?</p>',
  language: 'pt',
};
