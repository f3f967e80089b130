/** The guides, in the order in which somebody new would read them. */
export const GUIDES = [
  'start',
  'workspaces',
  'writing',
  'markdown',
  'discussions',
  'feeds',
  'email',
  'access',
] as const;
export type Guide = (typeof GUIDES)[number];
