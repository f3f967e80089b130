import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Viewer } from '../../platform/access/viewer.js';
import { isDuplicateKey } from '../../platform/database/duplicate-key.js';
import type { TagField } from '../../platform/database/fields.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import type { WorkspaceId } from '../workspaces/public.js';
import { countTags } from './jobs.js';
import { placeId } from './tag-counts.js';
import type { Section, Tagged } from './tagged.model.js';
import type { TaggedEntry } from './tagged-entry.js';

const TRIES = 10;

/** What a feature tells when something with tags is published or changed. */
export interface TaggedThing {
  /** `post:<id>`. */
  subject: string;
  section: Section;
  workspace: WorkspaceId | null;
  tags: readonly TagField[];
  /** When it was published. */
  at: Date;
}

/** Shows things of one kind: of the ids asked for, those that exist for the viewer. */
export type ShowTagged = (viewer: Viewer, ids: string[]) => Promise<Map<string, TaggedEntry>>;

type State = Pick<Tagged, 'section' | 'workspace' | 'at' | 'tags'>;

/** Where content features say what is tagged. Both verbs are called from listeners, and safe to repeat. */
@Injectable()
export class Tagging {
  private readonly kinds = new Map<string, ShowTagged>();

  constructor(
    @InjectModel('Tagged') private readonly tagged: Model<Tagged>,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  /** Says who shows subjects of this kind (the part before the colon). Called while modules initialise. */
  shownBy(kind: string, show: ShowTagged): void {
    this.kinds.set(kind, show);
  }

  get shows(): ReadonlyMap<string, ShowTagged> {
    return this.kinds;
  }

  /** It carries these tags from now on. */
  async put({ subject, section, workspace, tags, at }: TaggedThing): Promise<void> {
    await this.change(subject, () => ({ section, workspace, at, tags: [...tags] }));
  }

  /** Many at once, for imports: what has not changed is left alone. The counts follow at the end, by `TagCounts`. */
  async putAll(things: TaggedThing[]): Promise<void> {
    const found = await this.tagged.find({ _id: { $in: things.map(({ subject }) => subject) } }).lean<Tagged[]>();
    const before = new Map(found.map((one) => [one._id, one]));
    for (const thing of things) {
      const known = before.get(thing.subject) ?? null;
      if ((!known && thing.tags.length === 0) || (known && sameState(known, thing))) continue;
      const { subject, section, workspace, tags, at } = thing;
      if (!(await this.write(subject, known, { section, workspace, at, tags: [...tags] }))) await this.put(thing);
    }
  }

  /** It is gone, or not published any more. */
  async drop(subject: string): Promise<void> {
    await this.change(subject, (before) => before && { ...before, tags: [] });
  }

  private async change(subject: string, after: (before: Tagged | null) => State | null): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      const before = await this.tagged.findById(subject).lean<Tagged>();
      const state = after(before);
      if (!state) return;
      if (await this.write(subject, before, state)) return this.jobs.add(countTags, {});
    }
    throw new Error(`${subject} is changed by too many at once`);
  }

  /** @returns false when somebody else was faster. */
  private async write(subject: string, before: Tagged | null, state: State): Promise<boolean> {
    const { section, workspace, at, tags } = state;
    const touched = [...new Set([...placesOf(before), ...placesOf(state)])];
    try {
      const { matchedCount, upsertedCount } = await this.tagged.updateOne(
        { _id: subject, version: before?.version ?? 0 },
        {
          $set: { section, workspace, at, tags },
          $inc: { version: 1 },
          ...(touched.length > 0 && { $addToSet: { pending: { $each: touched } } }),
        },
        { upsert: before === null, setDefaultsOnInsert: false },
      );
      return matchedCount + upsertedCount > 0;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

const placesOf = (state: Pick<State, 'workspace' | 'tags'> | null): string[] =>
  state ? state.tags.map(({ key }) => placeId(state.workspace, key)) : [];

const sameState = (known: Tagged, { section, workspace, tags, at }: TaggedThing): boolean =>
  known.section === section &&
  String(known.workspace) === String(workspace) &&
  known.at.getTime() === at.getTime() &&
  JSON.stringify(known.tags.map(asWritten)) === JSON.stringify(tags.map(asWritten));

const asWritten = ({ name, key }: TagField) => [key, name];
