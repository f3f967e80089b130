import { FixedOffsetZone, IANAZone } from 'luxon';
import { aliasOf, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';

export const MINUTE = 60_000;

/** A time zone: how far its clocks are ahead of UTC. */
export interface Zone {
  /** Minutes ahead at an instant. */
  offsetAt(milliseconds: number): number;
  /** Dates are written with a `Z`. */
  readonly isUtc: boolean;
}

export const UTC: Zone = { offsetAt: () => 0, isUtc: true };
const zones = new Map<string, Zone>();

/** A zone by its name in the time zone database, or by an offset such as `+02:00`. */
export function zoneNamed(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone = parseZone(name);
  zones.set(name, zone);
  return zone;
}

function parseZone(name: string): Zone {
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(name);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return fixed(offset[1] === '-' ? -minutes : minutes);
  }
  if (/^(?:utc|gmt|z)$/i.test(name)) return UTC;
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new MongoError(40485, `unrecognized time zone identifier: "${name}"`);
  return { offsetAt: (milliseconds) => zone.offset(milliseconds), isUtc: false };
}

function fixed(minutes: number): Zone {
  const zone = FixedOffsetZone.instance(minutes);
  return { offsetAt: () => zone.offset(0), isUtc: minutes === 0 };
}

export function zoneOf(value: Value): Zone {
  if (typeof value === 'string') return zoneNamed(value);
  throw new MongoError(40517, `timezone must evaluate to a string, found ${aliasOf(value)}`);
}

/** The clocks' reading at an instant, as a date whose UTC fields are the local ones. */
export function toLocal(milliseconds: number, zone: Zone): Date {
  return new Date(milliseconds + zone.offsetAt(milliseconds) * MINUTE);
}

/** The instant at which clocks read this; the earlier one where they read it twice. */
export function fromLocal(local: number, zone: Zone): number {
  const guess = local - zone.offsetAt(local) * MINUTE;
  const offset = zone.offsetAt(guess);
  const better = local - offset * MINUTE;
  const earlier = local - Math.max(offset, zone.offsetAt(better - 180 * MINUTE)) * MINUTE;
  return toLocal(earlier, zone).getTime() === local ? earlier : better;
}
