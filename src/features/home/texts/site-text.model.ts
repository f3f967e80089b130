import { Schema } from 'mongoose';
import type { Locale } from '../../../platform/i18n/locales.js';
import type { MemberId } from '../../accounts/public.js';

/** What administrators write in their own words. For all but `partners` we have words of our own until they do. */
export const TEXT_NAMES = ['about', 'contact', 'disclaimer', 'partners'] as const;
export type TextName = (typeof TEXT_NAMES)[number];

/** What administrators wrote for one page: Markdown, by language. */
export interface SiteText {
  _id: TextName;
  sources: Partial<Record<Locale, string>>;
  changedAt: Date;
  changedBy: MemberId;
}

export const siteTextSchema = new Schema<SiteText>(
  {
    _id: { type: String, required: true },
    sources: { type: Schema.Types.Mixed, required: true },
    changedAt: { type: Date, required: true },
    changedBy: { type: Schema.Types.ObjectId, required: true },
  },
  { collection: 'siteTexts', versionKey: false, minimize: false },
);
