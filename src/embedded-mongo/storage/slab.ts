const SLAB_BYTES = 64 * 1024;
const LARGEST_SHARED = 8 * 1024;

let slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
let used = 0;

/** A copy of some bytes. Small copies share memory, since reserving it for each costs more than the copy itself. */
function copyBytes(source: Uint8Array, start: number, end: number): Buffer {
  const size = end - start;
  // LMDB's reader reuses buffers whose `length` is not that of their memory: only a view tells how much there is.
  const view = new Uint8Array(source.buffer, source.byteOffset + start, size);
  if (size > LARGEST_SHARED) return Buffer.from(view);
  if (used + size > SLAB_BYTES) {
    slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
    used = 0;
  }
  slab.set(view, used);
  const copy = slab.subarray(used, used + size);
  used += size;
  return copy;
}

/** How LMDB's reader gets its values and keys. */
export const byteCodec = {
  encoder: {
    encode: (value: Buffer) => value,
    decode: (value: Buffer) => copyBytes(value, 0, value.length),
  },
  keyEncoder: {
    writeKey(key: Uint8Array, target: Uint8Array, start: number) {
      target.set(key, start);
      return start + key.length;
    },
    readKey: (source: Uint8Array, start: number, end: number) => copyBytes(source, start, end),
  },
};
