import { z } from 'zod';
import { isLanguage } from '../../platform/i18n/places.js';
import { line, markdown, objectId } from '../../platform/web/input.js';

export const AnnouncementInput = z.object({
  title: line(160),
  text: markdown(20_000),
  language: z.string().refine(isLanguage, { params: { rule: 'choice' } }),
  /** A day, `2026-11-30`; empty for no end. */
  until: z.union([z.literal(''), z.iso.date()]).default(''),
});
export type AnnouncementInput = z.infer<typeof AnnouncementInput>;

export const ById = z.object({ id: objectId });
export type ById = z.infer<typeof ById>;
