const FULL = 0.6;
const EMPTY = 0;

/** A set of ids in sixteen bytes each: an import may hold millions. Fifty-two bits of each are kept, and told apart. */
export class IdSet {
  private slots = new Float64Array(1024);
  private count = 0;

  add(hex: string): void {
    if (this.count > this.slots.length * FULL) this.grow();
    this.put(bitsOf(hex));
  }

  has(hex: string): boolean {
    const bits = bitsOf(hex);
    return this.slots[this.slotOf(bits)] === bits;
  }

  private put(bits: number): void {
    const slot = this.slotOf(bits);
    if (this.slots[slot] === EMPTY) this.count += 1;
    this.slots[slot] = bits;
  }

  /** Where it stands, or would. */
  private slotOf(bits: number): number {
    let slot = bits % this.slots.length;
    while (this.slots[slot] !== EMPTY && this.slots[slot] !== bits) slot = (slot + 1) % this.slots.length;
    return slot;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Float64Array(before.length * 2);
    this.count = 0;
    for (const bits of before) if (bits !== EMPTY) this.put(bits);
  }
}

/** The last bits: of ids of ours they count up, of others they are random. */
const bitsOf = (hex: string): number => Number.parseInt(hex.slice(-13), 16) + 1;
