import { createReadStream } from 'node:fs';
import { checkDocument } from '../bson/walk.js';

const BATCH_BYTES = 4 * 1024 * 1024;
const BATCH_DOCUMENTS = 1000;
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024 + 16 * 1024;

/** The documents of a file, one behind the other, in batches that one insert bears. */
export async function* batchesOf(path: string): AsyncGenerator<Buffer[]> {
  let batch: Buffer[] = [];
  let bytes = 0;
  for await (const document of documentsOf(path)) {
    batch.push(document);
    bytes += document.length;
    if (bytes < BATCH_BYTES && batch.length < BATCH_DOCUMENTS) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Reads a file to its end. Gives the number of its documents; throws where one is not whole. */
export async function checkBsonFile(path: string): Promise<number> {
  let documents = 0;
  for await (const document of documentsOf(path)) {
    documents++;
    try {
      checkDocument(document, 0, document.length);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${path} is damaged in document ${documents}: ${reason}`);
    }
  }
  return documents;
}

async function* documentsOf(path: string): AsyncGenerator<Buffer> {
  let pending = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      if (pending.length < 4) break;
      const size = pending.readInt32LE(0);
      if (size < 5 || size > MAX_DOCUMENT_BYTES) throw new Error(`${path} is damaged, or no file of BSON`);
      if (pending.length < size) break;
      yield pending.subarray(0, size);
      pending = pending.subarray(size);
    }
  }
  if (pending.length > 0) throw new Error(`${path} is damaged: it ends in the middle of a document`);
}
