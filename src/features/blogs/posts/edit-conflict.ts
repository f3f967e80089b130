import type { Model } from 'mongoose';
import { NotFound, Overtaken } from '../../../platform/errors/errors.js';
import { tagLine } from '../../../platform/text/tags.js';
import type { Post, PostId } from './post.model.js';

export class EditConflict extends Overtaken {
  override name = 'EditConflict';
  constructor(readonly current: Post) {
    const { title, source, tags } = current.work ?? current;
    super(current.revision, { title, text: source, tags: tagLine(tags) });
  }
}

/** Why a write that names the revision it was made from found nothing to change. */
export async function overtaken(posts: Model<Post>, id: PostId): Promise<EditConflict | NotFound> {
  const current = await posts.findOne({ _id: id, deleted: null }).lean<Post>();
  return current ? new EditConflict(current) : new NotFound();
}
