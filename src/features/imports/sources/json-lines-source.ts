import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { readJsonLines } from '../readers/json-lines.js';
import type { RecordMapping } from '../readers/record-mapping.js';
import { asRecord, type Item, nameFrom, type Place, type ReadingOptions, type Source } from './source.js';

/** Our own format, or the documents of another system through a mapping. */
export class JsonLinesSource implements Source {
  constructor(
    readonly file: string,
    /** Keeps apart sources that use the same ids. */
    readonly name: string,
    private readonly options: { mapping?: RecordMapping; place?: Place; language?: string } = {},
  ) {}

  async *items({ onProgress }: ReadingOptions): AsyncGenerator<Item> {
    const { mapping, place, language } = this.options;
    const { size } = await stat(this.file);
    if (place?.isNew) yield { record: asRecord(workspaceAt(place, language), this.file) };
    const reading = { file: this.file, onProgress: (read: number) => onProgress?.(size ? read / size : 1) };
    for await (const { record, line } of readJsonLines(createReadStream(this.file), mapping, reading)) {
      if (record.type === 'palabre') continue;
      if (place && record.type === 'post' && !record.blog)
        yield { record: { ...record, blog: { workspace: place.id } }, line };
      else if (place && record.type === 'discussion' && !record.workspace)
        yield { record: { ...record, workspace: place.id }, line };
      else yield { record, line };
    }
  }

  async close(): Promise<void> {}
}

const workspaceAt = ({ id, slug }: Place, language?: string) =>
  ({ type: 'workspace', id, slug, name: nameFrom(slug), language }) as const;
