import { compare } from '../../bson/compare.js';
import { aliasOf, Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { groupKey } from '../group-key.js';
import { isNullish } from '../numbers.js';
import { show } from '../show.js';
import type { Accumulator } from './accumulator.js';

/** `$min` and `$max`: null and missing values do not count. */
export class Extreme implements Accumulator {
  private best: Value | undefined;

  constructor(private readonly sign: 1 | -1) {}

  add(value: Value | undefined): void {
    if (isNullish(value)) return;
    if (this.best === undefined || compare(value, this.best) * this.sign > 0) this.best = value;
  }

  result(): Value {
    return this.best ?? null;
  }
}

export class First implements Accumulator {
  private value: Value | undefined;
  private seen = false;

  add(value: Value | undefined): void {
    if (!this.seen) this.value = value;
    this.seen = true;
  }

  result(): Value {
    return this.value ?? null;
  }
}

export class Last implements Accumulator {
  private value: Value | undefined;

  add(value: Value | undefined): void {
    this.value = value;
  }

  result(): Value {
    return this.value ?? null;
  }
}

export class Push implements Accumulator {
  private readonly values: Value[] = [];

  add(value: Value | undefined): void {
    if (value !== undefined) this.values.push(value);
  }

  result(): Value {
    return this.values;
  }
}

export class AddToSet implements Accumulator {
  private readonly values = new Map<string, Value>();

  add(value: Value | undefined): void {
    if (value === undefined) return;
    const key = groupKey(value);
    if (!this.values.has(key)) this.values.set(key, value);
  }

  result(): Value {
    return [...this.values.values()];
  }
}

export class MergeObjects implements Accumulator {
  private readonly merged = new Doc();

  add(value: Value | undefined): void {
    if (isNullish(value)) return;
    if (!(value instanceof Doc)) {
      throw new MongoError(
        40400,
        `$mergeObjects requires object inputs, but input ${show(value)} is of type ${aliasOf(value)}`,
      );
    }
    for (const [name, item] of value) this.merged.set(name, item);
  }

  result(): Value {
    return this.merged;
  }
}
