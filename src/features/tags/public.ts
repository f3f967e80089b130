/** What content features use of tags: they tell what is tagged, and take clouds and suggestions. */

export { TagCounts } from './tag-counts.js';
export type { TaggedEntry } from './tagged-entry.js';
export { type ShowTagged, type TaggedThing, Tagging } from './tagging.js';
export { Tags } from './tags.js';
export { TagsModule } from './tags.module.js';
