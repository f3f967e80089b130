/** What keeps a connection open renews its entry well within this time. */
export const CONNECTION_LASTS_MS = 70_000;

export const entry = (who: string, tab: string) => `${who}/${tab}`;
/** Each person once. */
export const people = (entries: string[]) => [...new Set(entries.map((key) => key.slice(0, key.lastIndexOf('/'))))];

/** Who is here now, by place (`site`, `discussion:<id>`). Each entry fades unless it is renewed, so a process that dies leaves no ghosts. */
export abstract class Presence {
  /** `who` is a member's id, or a random name for a visitor; `tab` tells the same person's connections apart. */
  abstract here(place: string, who: string, tab: string, lastsMs?: number): Promise<void>;
  abstract gone(place: string, who: string, tab: string): Promise<void>;
  /** Each person once. */
  abstract who(place: string): Promise<string[]>;
  abstract close(): Promise<void>;
}

export class MemoryPresence extends Presence {
  /** By place: until when each entry holds. */
  private readonly places = new Map<string, Map<string, number>>();

  async here(place: string, who: string, tab: string, lastsMs = CONNECTION_LASTS_MS): Promise<void> {
    const present = this.places.get(place) ?? new Map<string, number>();
    present.set(entry(who, tab), Date.now() + lastsMs);
    this.places.set(place, present);
  }

  async gone(place: string, who: string, tab: string): Promise<void> {
    const present = this.places.get(place);
    present?.delete(entry(who, tab));
    if (present?.size === 0) this.places.delete(place);
  }

  async who(place: string): Promise<string[]> {
    const present = this.places.get(place) ?? new Map<string, number>();
    const now = Date.now();
    for (const [key, until] of present) if (until < now) present.delete(key);
    return people([...present.keys()]);
  }

  async close(): Promise<void> {}
}
