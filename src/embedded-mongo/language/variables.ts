import type { Value } from '../bson/values.js';

export type Variables = ReadonlyMap<string, Value | undefined>;

/** Variables of an inner pipeline over those of the outer one, which may change while it runs. */
export class InnerVariables extends Map<string, Value | undefined> {
  constructor(private readonly outer: Variables | undefined) {
    super();
  }

  override get(name: string): Value | undefined {
    return super.has(name) ? super.get(name) : this.outer?.get(name);
  }

  override has(name: string): boolean {
    return super.has(name) || (this.outer?.has(name) ?? false);
  }
}
