import { store, stored, unstore } from '../page/store.js';
import type { Place } from './place.js';

/** A reply on its way. Its name is made here, so that sending it again stores it once. */
export interface PendingReply {
  clientId: string;
  text: string;
  language: string;
}

const keyOf = ({ reader, id }: Place) => `palabre:pending:${reader}:${id}`;

/** The replies of this reader that the server has not yet said to have; kept on the device through a crash or a reload. */
export const pendingReplies = (place: Place): PendingReply[] => {
  try {
    const kept: unknown = JSON.parse(stored(keyOf(place)) ?? '[]');
    return Array.isArray(kept) ? (kept as PendingReply[]) : [];
  } catch {
    return [];
  }
};

export const keepPending = (place: Place, reply: PendingReply): void => write(place, [...without(place, reply), reply]);

export const dropPending = (place: Place, reply: PendingReply): void => write(place, without(place, reply));

const without = (place: Place, { clientId }: PendingReply) =>
  pendingReplies(place).filter((kept) => kept.clientId !== clientId);

function write(place: Place, replies: PendingReply[]): void {
  if (replies.length === 0) unstore(keyOf(place));
  else store(keyOf(place), JSON.stringify(replies));
}

/** `crypto.randomUUID` is not there on plain http. */
export const newClientId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
