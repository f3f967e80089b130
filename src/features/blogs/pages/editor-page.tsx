import type { VNode } from 'preact';
import {
  ActionButton,
  Badge,
  DateTime,
  type FormState,
  PageHeader,
  Prose,
  Toolbar,
  textOf,
} from '../../../ui/public.js';
import { draftPath, lastingPath, postPath } from '../paths.js';
import type { Post } from '../posts/post.model.js';
import { BlogFrame, type BlogPlace } from './blog-frame.js';
import { EditorForm } from './editor-form.js';

export interface EditorPageProps extends BlogPlace {
  form: FormState;
  post: Post;
  /** How the text will look to readers, when that was asked for. */
  preview: string | null;
  /** The tags most used here. */
  suggestions: readonly string[];
  /** Zone of who writes, for the hour of publication. */
  timeZone: string;
}

/** Where posts are written and edited. The same form with and without script. */
export function EditorPage(props: EditorPageProps): VNode {
  const { form, blog, around, post, preview } = props;
  const { ui } = form;
  const { t } = ui;
  const title = post.version > 0 ? t('blogs.editor.edit') : t('blogs.editor.new');
  return (
    <BlogFrame
      ui={ui}
      blog={blog}
      around={around}
      title={title}
      here={title}
      hidden
      invalid={Object.keys(form.errors).length > 0}
      scripts={['write']}
    >
      <PageHeader title={title} badges={<State {...props} />} intro={<p>{intro(props)}</p>} />
      {preview !== null && <Preview form={form} html={preview} />}
      <EditorForm {...props} />
      <OtherActions {...props} />
    </BlogFrame>
  );
}

const intro = ({ form: { ui }, post }: EditorPageProps): string =>
  post.state === 'published' ? ui.t('blogs.editor.publicMeanwhile') : ui.t('blogs.editor.onlyYou');

function State({ form: { ui }, post }: EditorPageProps): VNode {
  const { t } = ui;
  if (post.state === 'scheduled' && post.publishAt)
    return (
      <Badge kind="earth">
        {t('blogs.state.scheduled')} <DateTime ui={ui} date={post.publishAt} />
      </Badge>
    );
  return <Badge kind={post.state === 'published' ? 'leaf' : 'calm'}>{t(`blogs.state.${post.state}`)}</Badge>;
}

const Preview = ({ form, html }: { form: FormState; html: string }): VNode => (
  <section class="card" id="preview" aria-labelledby="preview-title">
    <h2 class="card-title" id="preview-title">
      {form.ui.t('blogs.preview')}
    </h2>
    <p class="preview-title" lang={textOf(form, 'language')} dir="auto">
      {textOf(form, 'title')}
    </p>
    <Prose html={html} lang={textOf(form, 'language')} />
  </section>
);

/** What takes one press, apart from the text. */
function OtherActions({ form: { ui }, blog, post }: EditorPageProps): VNode {
  const { t } = ui;
  return (
    <Toolbar>
      {post.state === 'published' && post.slug !== undefined && (
        <a href={postPath(blog.path, post.slug)}>{t('blogs.editor.seePublic')}</a>
      )}
      {post.state === 'scheduled' && (
        <ActionButton ui={ui} action={`${lastingPath(post._id)}/unpublication`} kind="quiet">
          {t('blogs.editor.unschedule')}
        </ActionButton>
      )}
      {post.work && post.version > 0 ? (
        <ActionButton
          ui={ui}
          action={`${draftPath(post._id)}/discard`}
          kind="plain"
          confirm={t('blogs.editor.discardConfirm')}
        >
          {t('blogs.editor.discard')}
        </ActionButton>
      ) : (
        post.version === 0 && (
          <ActionButton ui={ui} action={`${lastingPath(post._id)}/deletion`} kind="plain">
            {t('blogs.editor.delete')}
          </ActionButton>
        )
      )}
    </Toolbar>
  );
}
