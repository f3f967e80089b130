import { Conflict } from '../../../platform/errors/errors.js';
import type { Post } from './post.model.js';

/** The text was saved by another page since this one was opened. Nothing of either is lost: the page shows both. */
export class EditConflict extends Conflict {
  override name = 'EditConflict';
  constructor(readonly current: Post) {
    super('blogs.conflict');
  }
}
