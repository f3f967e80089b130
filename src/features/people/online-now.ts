import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { parseId } from '../../platform/database/ids.js';
import { LOG, type Log } from '../../platform/log/log.js';
import { Presence } from '../../platform/realtime/presence.js';
import { Remembered } from '../../platform/remembered.js';
import type { Online, Person } from '../../ui/ui.js';
import { type MemberId, Members } from '../accounts/public.js';

const SITE = 'site';
/** Reading a page takes a while: who has opened one counts as here for this long. */
const PAGE_LASTS_MS = 5 * 60_000;
const NOTE_EVERY_MS = 60_000;
const KEEP_FOR_MS = 3_000;
const MAX_NAMED = 20;

interface Here {
  count: number;
  /** Ids of the members among them. */
  members: ReadonlySet<string>;
  named: Person[];
}

/** Who is on the site: whoever holds a connection open, and members who have just opened a page. */
@Injectable()
export class OnlineNow {
  private readonly here = new Remembered(KEEP_FOR_MS, () => this.look());
  /** When this process last noted each member. */
  private noted = new Map<string, number>();

  constructor(
    @Inject(Presence) private readonly presence: Presence,
    @Inject(Members) private readonly members: Members,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** For a page that this viewer opens: they are here too. Members are told the names, visitors how many. */
  async shownTo(viewer: Viewer): Promise<Online | undefined> {
    try {
      if (viewer.id) await this.note(viewer.id);
      const { count, named } = await this.here.get();
      return { count, members: viewer.member ? named : [] };
    } catch (error) {
      this.log.warn({ err: error }, 'it is not known who is online');
      return undefined;
    }
  }

  /** The members who are here, by id; none when it cannot be found out. */
  async membersHere(): Promise<ReadonlySet<string>> {
    try {
      return (await this.here.get()).members;
    } catch {
      return new Set();
    }
  }

  private async note(id: MemberId): Promise<void> {
    const who = id.toHexString();
    const now = Date.now();
    const before = this.noted.get(who) ?? 0;
    if (now - before < NOTE_EVERY_MS) return;
    await this.presence.here(SITE, who, 'page', PAGE_LASTS_MS);
    this.noted.set(who, now);
    this.forgetOthers(now);
    if (now - before > PAGE_LASTS_MS) this.here.forget();
  }

  private async look(): Promise<Here> {
    const present = await this.presence.who(SITE);
    const ids = present.flatMap((who) => parseId<'member'>(who) ?? []);
    const people = await this.members.named(ids.slice(0, MAX_NAMED));
    const named = [...people.values()].filter(({ removed }) => !removed);
    return {
      count: present.length,
      members: new Set(ids.map((id) => id.toHexString())),
      named: named.map(({ name, handle, country }) => ({ name, handle, country })),
    };
  }

  private forgetOthers(now: number): void {
    if (this.noted.size < 1000) return;
    this.noted = new Map([...this.noted].filter(([, at]) => now - at < PAGE_LASTS_MS));
  }
}
