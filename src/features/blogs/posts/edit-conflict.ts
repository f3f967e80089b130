import type { Model } from 'mongoose';
import { Conflict, NotFound } from '../../../platform/errors/errors.js';
import type { Post, PostId } from './post.model.js';

/** The text was saved by another page since this one was opened. Nothing of either is lost: the page shows both. */
export class EditConflict extends Conflict {
  override name = 'EditConflict';
  constructor(readonly current: Post) {
    super('blogs.conflict');
  }
}

/** Why a write that names the revision it was made from found nothing to change. */
export async function overtaken(posts: Model<Post>, id: PostId): Promise<EditConflict | NotFound> {
  const current = await posts.findOne({ _id: id, deleted: null }).lean<Post>();
  return current ? new EditConflict(current) : new NotFound();
}
