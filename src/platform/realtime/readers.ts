import { Inject, Injectable } from '@nestjs/common';
import { parseId } from '../database/ids.js';
import { locales } from '../i18n/locales.js';
import { audienceRoom, Live } from './live.js';
import { Presence } from './presence.js';

/** Whoever comes and goes within this time is told of once. */
const GATHER_MS = 250;

/** Tells a room who is in it, each time that somebody comes or goes. Names are for members; visitors hear how many. */
@Injectable()
export class Readers {
  private readonly due = new Set<string>();

  constructor(
    @Inject(Live) private readonly live: Live,
    @Inject(Presence) private readonly presence: Presence,
  ) {}

  changed(room: string): void {
    if (this.due.has(room)) return;
    this.due.add(room);
    setTimeout(() => {
      this.due.delete(room);
      void this.tellBestEffort(room);
    }, GATHER_MS).unref();
  }

  /** Who reads along is an addition: when it cannot be found out, nobody is told. */
  private async tellBestEffort(room: string): Promise<void> {
    try {
      await this.tell(room);
    } catch {
      // The next who comes or goes makes up for it.
    }
  }

  private async tell(room: string): Promise<void> {
    const kind = this.live.kind(room.slice(0, room.indexOf(':')));
    if (!kind?.readers) return;
    const present = await this.presence.who(room);
    const members = present.flatMap((who) => parseId<'member'>(who) ?? []);
    const sayIn = await kind.readers(members, present.length - members.length);
    for (const locale of locales) {
      this.live.tell(audienceRoom(room, locale, 'members'), 'readers', sayIn(locale, true));
      this.live.tell(audienceRoom(room, locale, 'visitors'), 'readers', sayIn(locale, false));
    }
  }
}
