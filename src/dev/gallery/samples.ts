import type { VNode } from 'preact';
import type { Ui } from '../../ui/public.js';
import { discussionSample } from './samples/discussion.js';
import { emptySample } from './samples/empty.js';
import { homeSample } from './samples/home.js';
import { postSample } from './samples/post.js';
import { settingsSample } from './samples/settings.js';
import { workspaceSample } from './samples/workspace.js';

export interface Sample {
  readonly name: string;
  readonly title: string;
  /** Where such a page would lie: the frame marks its place by it. */
  readonly path: string;
  readonly page: (ui: Ui) => VNode;
}

/** Whole pages put together from the components. */
export const samples: readonly Sample[] = [
  { name: 'home', title: 'Home', path: '/', page: homeSample },
  { name: 'workspace', title: 'Workspace', path: '/workspaces/mutuelles', page: workspaceSample },
  { name: 'post', title: 'Post with comments', path: '/workspaces/mutuelles/blog/confiance', page: postSample },
  { name: 'discussion', title: 'Discussion', path: '/workspaces/mutuelles/discussions/12', page: discussionSample },
  { name: 'settings', title: 'Refused form', path: '/settings', page: settingsSample },
  { name: 'empty', title: 'Empty', path: '/discussions', page: emptySample },
];
