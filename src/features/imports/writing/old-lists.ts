import { foldTag } from '../../../platform/text/tags.js';

/** What WordPress serves beside posts and pages; `of` is the path of what it lists. */
export type OldList =
  | { kind: 'feed'; of: string; format: 'rss' | 'atom' }
  | { kind: 'archive'; of: string }
  /** Keys of the tags that it may be: its address has a hyphen for each space, and for a hyphen. */
  | { kind: 'tag'; keys: string[] };

const FORMATS: Record<string, 'rss' | 'atom'> = { feed: 'rss', rss: 'rss', rss2: 'rss', rdf: 'rss', atom: 'atom' };
const MAX_STEPS = 12;

/** Reads the path of a feed, of an archive by date or page, of a list by tag or category; null for anything else. */
export function oldListOf(path: string): OldList | null {
  const steps = path.split('/').slice(1);
  if (steps.length > MAX_STEPS) return null;
  return feedOf(steps) ?? tagOf(steps) ?? archiveOf(steps);
}

function feedOf(steps: string[]): OldList | null {
  const at = steps.at(-1) === 'feed' ? steps.length - 1 : steps.length - 2;
  const format = FORMATS[steps.at(-1) ?? ''];
  if (steps[at] !== 'feed' || !format) return null;
  const above = steps.slice(0, steps[at - 1] === 'comments' ? at - 1 : at);
  return { kind: 'feed', of: pathOf(above), format };
}

function tagOf(steps: string[]): OldList | null {
  const at = steps.findIndex((step) => step === 'tag' || step === 'category');
  const slug = at < 0 ? undefined : steps.slice(at + 1).at(-1);
  if (!slug) return null;
  const name = decoded(slug);
  return { kind: 'tag', keys: [...new Set([foldTag(name), foldTag(name.replaceAll('-', ' '))])] };
}

function archiveOf(steps: string[]): OldList | null {
  let end = steps.length;
  if (steps[end - 2] === 'page' && /^\d{1,6}$/.test(steps[end - 1] ?? '')) end -= 2;
  for (let part = 0; part < 2 && /^\d{1,2}$/.test(steps[end - 1] ?? ''); part++) end--;
  if (/^\d{4}$/.test(steps[end - 1] ?? '')) end--;
  else if (/^\d/.test(steps[end] ?? '')) return null;
  return end === steps.length ? null : { kind: 'archive', of: pathOf(steps.slice(0, end)) };
}

const pathOf = (steps: string[]): string => `/${steps.join('/')}`;

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
