import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/access/viewer.js';
import { tagLine } from '../../platform/text/tags.js';
import { type PageAnswer, page } from '../../platform/web/answers.js';
import { filledWith, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { Tags } from '../tags/public.js';
import type { DraftInput, PublishInput } from './blogs.input.js';
import { type Blog, Blogs } from './blogs.js';
import { EditorPage } from './pages/editor-page.js';
import type { Post } from './posts/post.model.js';
import { onTheWall } from './posts/publish-time.js';
import { Translations } from './posts/translations.js';

const TAGS_OFFERED = 12;

interface EditorState {
  post: Post;
  form: TypedForm;
  preview?: string;
}

/** The page where a post is written, as it stands. */
@Injectable()
export class EditorPages {
  constructor(
    @Inject(Blogs) private readonly blogs: Blogs,
    @Inject(Tags) private readonly tags: Tags,
    @Inject(Translations) private readonly translations: Translations,
  ) {}

  async open(viewer: Viewer, post: Post): Promise<PageAnswer> {
    const address = post.work ? post.work.translationOf : await this.translations.addressFor(viewer, post);
    return this.show(viewer, { post, form: filledWith(valuesOf(post, address, viewer.timeZone)) });
  }

  /** The tags of this blog; before it has any, those of the whole site. */
  private async suggestions(viewer: Viewer, { workspace }: Blog): Promise<string[]> {
    const here = workspace ? await this.tags.cloudOf(workspace._id, 'all', TAGS_OFFERED) : [];
    return here.length > 0 ? here.map(({ label }) => label) : this.tags.suggestFor(viewer, '');
  }

  async show(viewer: Viewer, { post, form, preview }: EditorState): Promise<PageAnswer> {
    const blog = await this.blogs.of(viewer, post);
    const [around, suggestions] = await Promise.all([this.blogs.around(viewer, blog), this.suggestions(viewer, blog)]);
    return page((ui) => (
      <EditorPage
        form={shownForm(ui, form)}
        blog={blog}
        around={around}
        post={post}
        preview={preview ?? null}
        suggestions={suggestions}
        timeZone={ui.format.timeZone}
      />
    ));
  }
}

/** What stands in the form when it is opened. */
const valuesOf = (post: Post, translationOf: string, timeZone: string): TypedForm['values'] => {
  const { title, source, language, tags } = post.work ?? post;
  return {
    title,
    text: source,
    language,
    tags: tagLine(tags),
    translationOf,
    revision: String(post.revision),
    tab: randomUUID(),
    when: post.publishAt ? 'later' : 'now',
    publishAt: post.publishAt ? onTheWall(post.publishAt, timeZone) : '',
  };
};

/** What was typed, ready to be saved again over what is there now. */
export const typedOf = (input: DraftInput & Partial<PublishInput>, post: Post): TypedForm['values'] => ({
  title: input.title,
  text: input.text,
  language: input.language,
  tags: tagLine(input.tags),
  translationOf: input.translationOf,
  revision: String(post.revision),
  tab: input.tab || randomUUID(),
  when: input.when ?? 'now',
  publishAt: input.publishAt ?? '',
  minor: input.minor ? 'yes' : '',
});
