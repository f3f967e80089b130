import { identPrefix } from '../storage/idents.js';

/** What changes with every write; kept in memory and saved in the same transaction. */
export interface CollectionStats {
  count: number;
  bytes: number;
  nextRecordId: number;
}

const STATS = Buffer.from('s');

export function statsKey(ident: number): Buffer {
  return Buffer.concat([STATS, identPrefix(ident)]);
}

export function emptyStats(): CollectionStats {
  return { count: 0, bytes: 0, nextRecordId: 1 };
}

export function statsBytes(stats: CollectionStats): Buffer {
  const bytes = Buffer.allocUnsafe(24);
  bytes.writeDoubleBE(stats.count, 0);
  bytes.writeDoubleBE(stats.bytes, 8);
  bytes.writeDoubleBE(stats.nextRecordId, 16);
  return bytes;
}

export function readStats(bytes: Buffer | undefined): CollectionStats {
  if (!bytes) return emptyStats();
  return { count: bytes.readDoubleBE(0), bytes: bytes.readDoubleBE(8), nextRecordId: bytes.readDoubleBE(16) };
}
