import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Locale } from '../i18n/locales.js';
import { negotiate } from '../i18n/negotiate.js';
import { type Scope, type Standing, Viewer, type ViewerMember } from './viewer.js';

/** What a request or a socket shows of who is asking. */
export interface Credentials {
  sessionToken?: string;
  bearerToken?: string;
  /** `?key=…` of a feed's address: opens feeds and nothing else. */
  feedKey?: string;
  /** What the person chose on the site, kept in a cookie. */
  chosenLocale?: string;
  acceptLanguage?: string;
  timeZone?: string;
}

export interface Identity {
  member: ViewerMember;
  locale: Locale | null;
  timeZone: string | null;
  scopes: ReadonlySet<Scope> | null;
}

type Identify = (credentials: Credentials) => Promise<Identity | null>;
type Place = (member: ViewerMember | null) => Promise<Standing>;

/** Makes the Viewer. `accounts` says who it is, `workspaces` where they stand; without either nobody gets in. */
@Injectable()
export class Viewers {
  private identify: Identify | null = null;
  private place: Place | null = null;

  constructor(@Inject(Config) private readonly config: Config) {}

  identifyBy(identify: Identify): void {
    this.identify = identify;
  }

  placeBy(place: Place): void {
    this.place = place;
  }

  async resolve(credentials: Credentials): Promise<Viewer> {
    if (!this.identify || !this.place) throw new Error('nobody says who is asking, or where they stand');
    const identity = await this.identify(credentials);
    const standing = await this.place(identity?.member ?? null);
    const locale = negotiate(
      credentials.acceptLanguage,
      credentials.chosenLocale,
      identity?.locale,
      this.config.defaultLocale,
    );
    return new Viewer(
      identity?.member ?? null,
      standing,
      locale,
      identity?.timeZone ?? credentials.timeZone ?? 'UTC',
      identity?.scopes ?? null,
      Boolean(identity?.timeZone),
    );
  }

  /** The viewer that a member would be now: for work done on their behalf in the background. */
  async ofMember(member: ViewerMember, locale: Locale, timeZone: string): Promise<Viewer> {
    if (!this.place) throw new Error('nobody says where members stand');
    return new Viewer(member, await this.place(member), locale, timeZone);
  }

  /** Somebody without an account, in the background. */
  async visitor(locale: Locale, timeZone = 'UTC'): Promise<Viewer> {
    if (!this.place) throw new Error('nobody says where visitors stand');
    return new Viewer(null, await this.place(null), locale, timeZone);
  }
}
