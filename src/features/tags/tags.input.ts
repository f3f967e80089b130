import { z } from 'zod';
import { FEED_FORMATS } from '../../platform/feeds/feeds.js';
import { optionalLine } from '../../platform/web/input.js';

export const TagParams = z.object({ tag: z.string().min(1).max(300) });
export type TagParams = z.infer<typeof TagParams>;

export const TagFeedParams = TagParams.extend({ format: z.enum(FEED_FORMATS) });
export type TagFeedParams = z.infer<typeof TagFeedParams>;

export const SuggestQuery = z.object({ q: optionalLine(200) });
export type SuggestQuery = z.infer<typeof SuggestQuery>;
