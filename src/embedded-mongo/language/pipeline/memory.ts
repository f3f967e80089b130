import { Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';

const MEMORY_LIMIT = 100 * 1024 * 1024;

/** Counts what a sort or a group holds, and refuses more than the server would hold without a disk. */
export class MemoryMeter {
  private used = 0;

  constructor(
    private readonly limit: number,
    private readonly message: string,
  ) {}

  add(value: Value | undefined): void {
    this.used += value === undefined ? 0 : sizeOf(value);
    if (this.used > this.limit) {
      throw new MongoError('QueryExceededMemoryLimitNoDiskUseAllowed', this.message);
    }
  }

  release(value: Value): void {
    this.used -= sizeOf(value);
  }
}

export function sortMeter(limit = MEMORY_LIMIT): MemoryMeter {
  return new MemoryMeter(
    limit,
    `Sort exceeded memory limit of ${limit} bytes, but did not opt in to external sorting. Aborting operation. Pass allowDiskUse:true to opt in.`,
  );
}

export function groupMeter(limit = MEMORY_LIMIT): MemoryMeter {
  return new MemoryMeter(
    limit,
    "Exceeded memory limit for $group, but didn't allow external spilling; pass allowDiskUse:true to opt in",
  );
}

/** About the bytes of a value as BSON. */
export function sizeOf(value: Value): number {
  if (typeof value === 'string') return value.length + 5;
  if (Array.isArray(value)) return value.reduce<number>((size, item) => size + sizeOf(item) + 3, 8);
  if (!(value instanceof Doc)) return 16;
  let size = 8;
  for (const [name, item] of value) size += name.length + 2 + sizeOf(item);
  return size;
}
