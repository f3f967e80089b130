import { job } from '../../platform/jobs/jobs.js';

/** Counts again whatever has changed since the last time. */
export const countTags = job<Record<string, never>>('count-tags', { attempts: 3 });
