import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { TagField } from '../../../platform/database/fields.js';
import { Conflict, Invalid } from '../../../platform/errors/errors.js';
import type { Blog } from '../blogs.js';
import { Drafts, type DraftText } from './drafts.js';
import type { Post, PostId } from './post.model.js';
import { momentInFuture } from './publish-time.js';
import { type Publication, Publishing } from './publishing.js';
import { Translations } from './translations.js';

interface Composed {
  title: string;
  text: string;
  language: string;
  tags: TagField[];
  translationOf: string;
}

interface NewPost extends Composed {
  publishAt?: string;
  draft: boolean;
  clientId?: string;
}

type Edit = Partial<Composed> & { minor: boolean; revision?: number };

/** Whole posts in one go, as programs send them: the steps that a person takes on pages, one after another. */
@Injectable()
export class Composing {
  constructor(
    @Inject(Drafts) private readonly drafts: Drafts,
    @Inject(Translations) private readonly translations: Translations,
    @Inject(Publishing) private readonly publishing: Publishing,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The same `clientId` again gives the same post; one whose publication was cut off in between is published now. */
  async compose(viewer: Viewer, blog: Blog, { publishAt, draft, clientId, ...input }: NewPost): Promise<Post> {
    const at = publishAt ? momentInFuture(new Date(publishAt), this.clock.now(), 'publishAt') : null;
    const post = await this.drafts.openFor(viewer, blog, clientId);
    if (post.version > 0 || post.state === 'scheduled') return post;
    const text = draftText(input, post.revision);
    if (draft) return this.drafts.save(viewer, post._id, text);
    return this.publishing.publish(viewer, post._id, text, { at, minor: false });
  }

  /** Of a public post. @throws EditConflict when `revision` is given and another page has saved since. */
  async edit(viewer: Viewer, id: PostId, { minor, revision, ...change }: Edit): Promise<Post> {
    const post = await this.drafts.findFor(viewer, id);
    if (post.state !== 'published') throw new Conflict('blogs.notPublished');
    const before = await this.composedOf(viewer, post);
    const text = draftText({ ...before, ...change }, revision ?? post.revision);
    return this.publishing.publish(viewer, id, text, { at: null, minor });
  }

  /** Publishes what was saved. */
  async publish(viewer: Viewer, id: PostId, publication: Publication): Promise<Post> {
    const post = await this.drafts.findFor(viewer, id);
    const text = draftText(await this.composedOf(viewer, post), post.revision);
    return this.publishing.publish(viewer, id, text, publication);
  }

  private async composedOf(viewer: Viewer, post: Post): Promise<Composed> {
    const { title, source, language, tags } = post.work ?? post;
    const translationOf = post.work?.translationOf ?? (await this.translations.addressFor(viewer, post));
    if (title === '' || source === '')
      throw new Invalid([{ field: title === '' ? 'title' : 'text', rule: 'required' }]);
    return { title, text: source, language, tags, translationOf };
  }
}

const draftText = ({ text, ...rest }: Composed, revision: number): DraftText => ({
  ...rest,
  source: text,
  revision,
  tab: randomUUID(),
});
