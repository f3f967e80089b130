import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { NotFound, SignInNeeded } from '../../../platform/errors/errors.js';
import { type Locale, locales } from '../../../platform/i18n/locales.js';
import { translator } from '../../../platform/i18n/translator.js';
import { Remembered } from '../../../platform/remembered.js';
import { SiteSettings } from '../../accounts/public.js';
import type { SiteText, TextName } from './site-text.model.js';

const KEEP_FOR_MS = 5_000;

/** A text as a reader finds it. */
export interface ShownText {
  /** Markdown. */
  source: string;
  language: Locale;
}

/** The texts of the site itself. */
@Injectable()
export class SiteTexts {
  private readonly kept = new Remembered(KEEP_FOR_MS, () => this.load());

  constructor(
    @InjectModel('SiteText') private readonly texts: Model<SiteText>,
    @Inject(SiteSettings) private readonly site: SiteSettings,
    @Inject(Config) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In the reader's language where it was written in it, else in the site's; else our own words. @throws NotFound where there is nothing to read. */
  async read(name: TextName, locale: Locale): Promise<ShownText> {
    const text = inLanguageOf(await this.sources(name), locale, this.config.defaultLocale) ?? ownWords(name, locale);
    if (!text) throw new NotFound();
    return text;
  }

  /** What stands first on the home page; it is written with the settings of the site. */
  async welcome(locale: Locale): Promise<ShownText & { written: boolean }> {
    const written = inLanguageOf((await this.site.get()).welcome, locale, this.config.defaultLocale);
    const text = written ?? { source: translator(locale)('home.text.welcome'), language: locale };
    return { ...text, written: written !== null };
  }

  /** What administrators have written, by language. */
  async sources(name: TextName): Promise<SiteText['sources']> {
    return (await this.kept.get()).get(name) ?? {};
  }

  /** The pages that have something to read. */
  async present(): Promise<TextName[]> {
    const partners = (await this.kept.get()).has('partners');
    return ['about', ...(partners ? (['partners'] as const) : []), 'contact', 'disclaimer'];
  }

  /** Languages left empty go back to our own words. */
  async change(viewer: Viewer, name: TextName, sources: Record<Locale, string>): Promise<void> {
    if (!viewer.id) throw new SignInNeeded();
    const written = Object.fromEntries(Object.entries(sources).filter(([, source]) => source !== ''));
    if (Object.keys(written).length === 0) await this.texts.deleteOne({ _id: name });
    else {
      const fields = { sources: written, changedAt: this.clock.now(), changedBy: viewer.id };
      await this.texts.updateOne({ _id: name }, { $set: fields }, { upsert: true });
    }
    this.kept.forget();
  }

  private async load(): Promise<Map<TextName, SiteText['sources']>> {
    const found = await this.texts.find().lean<SiteText[]>();
    return new Map(found.map(({ _id, sources }) => [_id, sources]));
  }
}

/** Of texts by language, the reader's, else the site's, else any. */
export function inLanguageOf(
  sources: Partial<Record<string, string>>,
  locale: Locale,
  siteLocale: Locale,
): ShownText | null {
  const language = [locale, siteLocale, ...locales].find((one) => sources[one]);
  return language ? { source: sources[language] ?? '', language } : null;
}

const ownWords = (name: TextName, locale: Locale): ShownText | null =>
  name === 'partners' ? null : { source: translator(locale)(`home.text.${name}`), language: locale };
