import { stat } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import type { MemberId } from '../accounts/public.js';
import type { WorkspaceId } from '../workspaces/public.js';
import type { Item, Place, Source } from './sources/source.js';
import { Batch } from './writing/batch.js';
import { Features } from './writing/features.js';
import { OldPlaces } from './writing/old-places.js';
import { References } from './writing/references.js';
import type { Shapes } from './writing/shapes.js';
import { Tally } from './writing/tally.js';

/** As many records are written together. */
const BATCH = 250;

export interface ImportOptions {
  /** Reads to the end, and writes nothing. */
  dryRun?: boolean;
  /** What is being done, and how far it has come, from 0 to 1. */
  onProgress?: (step: 'reading' | 'writing', part: number) => void;
  /** Leads the workspaces that come without anybody; the first administrator where nobody is named. */
  founder?: MemberId;
  /** Of texts that do not say theirs. */
  language?: string;
}

/** Brings what a source holds into the community: all of it is read before the first word is written, and the same again changes what is there. */
@Injectable()
export class Importer {
  constructor(
    @Inject(Features) private readonly features: Features,
    @Inject(OldPlaces) private readonly oldPlaces: OldPlaces,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** For `--workspace`: one that is here, whatever its visibility, or one to be made. */
  async placeAt(slug: string): Promise<Place> {
    const found = await this.features.workspaces.at(slug);
    return found
      ? { id: found._id.toHexString(), slug: found.slug, isNew: false }
      : { id: `place:${slug}`, slug, isNew: true };
  }

  /** @throws MalformedInputError with file, line and reason; then nothing has been written. */
  async run(source: Source, options: ImportOptions = {}): Promise<Tally> {
    try {
      const read = await this.readThrough(source, options);
      return options.dryRun ? read : await this.writeAll(source, options);
    } finally {
      await source.close();
    }
  }

  private async readThrough(source: Source, options: ImportOptions): Promise<Tally> {
    const tally = new Tally();
    const onProgress = (part: number) => options.onProgress?.('reading', part);
    let references: References | undefined;
    for await (const item of source.items({ whole: false, onProgress })) {
      note(item, tally);
      if ('left' in item) continue;
      references ??= new References(source.file, this.features, await this.shapesOf(source, options));
      await references.take(item.record, item.line);
    }
    await references?.check();
    return tally;
  }

  private async writeAll(source: Source, options: ImportOptions): Promise<Tally> {
    const tally = new Tally();
    const touched = new Map<string, WorkspaceId>();
    const founder = options.founder ?? (await this.features.members.administrators())[0]?._id ?? null;
    const onProgress = (part: number) => options.onProgress?.('writing', part);
    let waiting: Exclude<Item, { left: string }>[] = [];
    const flush = async () => {
      const shapes = await this.shapesOf(source, options);
      const batch = new Batch(waiting, this.features, this.oldPlaces, shapes, founder, tally);
      waiting = [];
      await batch.write();
      for (const [key, id] of batch.touched) touched.set(key, id);
    };
    for await (const item of source.items({ whole: true, onProgress })) {
      note(item, tally);
      if (!('left' in item)) waiting.push(item);
      if (waiting.length >= BATCH) await flush();
    }
    await flush();
    await this.settle([...touched.values()], founder, tally);
    return tally;
  }

  /** Who looks after it, and what lists, counts and clouds show of it. */
  private async settle(workspaces: WorkspaceId[], founder: MemberId | null, tally: Tally): Promise<void> {
    const { posts, discussions, tagCounts } = this.features;
    for (const workspace of workspaces) {
      const place = await this.features.workspaces.ensureLed(workspace, founder);
      if (place) tally.places.push(place);
      const said = [await posts.lastSaidIn(workspace), await discussions.lastSaidIn(workspace)];
      const last = Math.max(...said.map((at) => at?.getTime() ?? 0));
      await this.features.workspaces.settle(workspace, last > 0 ? new Date(last) : null);
    }
    await tagCounts.settle();
  }

  /** What has no date gets the file's: the same when it is read again. */
  private async shapesOf(source: Source, { language }: ImportOptions): Promise<Shapes> {
    const { mtime } = await stat(source.file);
    const { Shapes } = await import('./writing/shapes.js');
    return new Shapes(source.name, mtime, language ?? this.config.defaultLocale);
  }
}

function note(item: Item, tally: Tally): void {
  if ('left' in item) tally.left(item.left);
  else if (item.record.type !== 'palabre') tally.read(item.record.type);
}
