/** A growing buffer that keys are written to, one at a time. */
export class KeyBytes {
  private buffer = Buffer.allocUnsafe(1024);
  length = 0;

  reset(): void {
    this.length = 0;
  }

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  uint32(value: number): void {
    this.reserve(4);
    this.length = this.buffer.writeUInt32BE(value >>> 0, this.length);
  }

  uint64(value: bigint): void {
    this.reserve(8);
    this.length = this.buffer.writeBigUInt64BE(BigInt.asUintN(64, value), this.length);
  }

  bytes(source: Uint8Array): void {
    this.reserve(source.length);
    this.buffer.set(source, this.length);
    this.length += source.length;
  }

  /** Text that a following byte cannot be confused with: NUL is escaped and the end is marked below any text. */
  text(value: string): void {
    this.reserve(value.length * 6 + 2);
    const start = this.length;
    this.length += this.buffer.write(value, start, 'utf8');
    if (value.includes('\0')) this.escapeNuls(start);
    this.buffer[this.length++] = 0x00;
    this.buffer[this.length++] = 0x01;
  }

  /** Inverts everything since `start`, which turns ascending order into descending. */
  invertFrom(start: number): void {
    for (let i = start; i < this.length; i++) this.buffer[i] = ~(this.buffer[i] ?? 0) & 0xff;
  }

  copy(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.length));
  }

  private escapeNuls(start: number): void {
    const plain = Buffer.from(this.buffer.subarray(start, this.length));
    this.length = start;
    for (const byte of plain) {
      this.buffer[this.length++] = byte;
      if (byte === 0) this.buffer[this.length++] = 0xff;
    }
  }

  private reserve(size: number): void {
    if (this.length + size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + size));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
