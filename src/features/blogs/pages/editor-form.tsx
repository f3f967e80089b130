import type { VNode } from 'preact';
import { MAX_SOURCE_LENGTH } from '../../../platform/text/markdown.js';
import {
  Button,
  Checkbox,
  Form,
  type FormState,
  LanguageSelect,
  RadioGroup,
  TextArea,
  TextField,
  textOf,
} from '../../../ui/public.js';
import { AttachFields } from '../../attachments/public.js';
import { draftPath, keepOfPost } from '../paths.js';
import type { Post } from '../posts/post.model.js';
import type { EditorPageProps } from './editor-page.js';

/** The script `write` saves what is typed to `data-autosave`, and says so in the words that stand here. */
export function EditorForm({ form, post, suggestions, timeZone }: EditorPageProps): VNode {
  const { t } = form.ui;
  const path = draftPath(post._id);
  const isPublic = post.state === 'published';
  return (
    <div
      data-autosave={`/api/v1${path}`}
      data-saved={t('blogs.editor.autosaved')}
      data-unsaved={t('blogs.editor.notSaved')}
      data-conflict={t('blogs.editor.changedElsewhere')}
    >
      <Form form={form} action={`${path}/publication`} files wide keep={keepOfPost(post._id)}>
        <input type="hidden" name="revision" value={textOf(form, 'revision')} />
        <input type="hidden" name="tab" value={textOf(form, 'tab')} />
        {/* Return in a line of the form presses the first button: that must not publish. */}
        <button type="submit" class="unseen" formAction={path} tabIndex={-1} aria-hidden="true">
          {t('blogs.editor.save')}
        </button>
        <TextField form={form} name="title" label={t('blogs.field.title')} maxLength={200} />
        <TextArea
          form={form}
          name="text"
          label={t('blogs.field.text')}
          hint={t('blogs.markdown')}
          rows={16}
          maxLength={MAX_SOURCE_LENGTH}
          lang={textOf(form, 'language')}
        />
        <p class="quiet" id="autosave" role="status" aria-live="polite" />
        <AttachFields form={form} action={`${path}/attachments`} />
        <Tags form={form} suggestions={suggestions} />
        <LanguageSelect
          form={form}
          name="language"
          label={t('blogs.field.language')}
          hint={t('blogs.field.languageHint')}
        />
        <TextField
          form={form}
          name="translationOf"
          label={t('blogs.field.translationOf')}
          hint={t('blogs.field.translationOfHint')}
          maxLength={500}
          optional
        />
        {isPublic ? <Minor form={form} /> : <When form={form} timeZone={timeZone} />}
        <Buttons form={form} post={post} />
      </Form>
    </div>
  );
}

/** The tags in use stand beside the field; with script a press puts them in. */
function Tags({ form, suggestions }: { form: FormState; suggestions: readonly string[] }): VNode {
  const { t } = form.ui;
  return (
    <div data-suggest="tags">
      <TextField form={form} name="tags" label={t('blogs.field.tags')} hint={t('blogs.field.tagsHint')} optional />
      {suggestions.length > 0 && (
        <p class="quiet suggested">
          <span>{t('blogs.field.tagsInUse')}</span>
          {suggestions.map((tag) => (
            <span key={tag} data-suggestion={tag} dir="auto">
              {tag}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

const Minor = ({ form }: { form: FormState }): VNode => (
  <Checkbox
    form={form}
    name="minor"
    label={form.ui.t('blogs.field.minor')}
    hint={form.ui.t('blogs.field.minorHint')}
    optional
  />
);

function When({ form, timeZone }: { form: FormState; timeZone: string }): VNode {
  const { t } = form.ui;
  return (
    <>
      <RadioGroup
        form={form}
        name="when"
        label={t('blogs.field.when')}
        choices={[
          { value: 'now', label: t('blogs.field.now') },
          { value: 'later', label: t('blogs.field.later') },
        ]}
      />
      <div class="at-a-time">
        <TextField
          form={form}
          name="publishAt"
          type="datetime-local"
          label={t('blogs.field.publishAt')}
          hint={t('blogs.field.publishAtHint', { zone: timeZone.replaceAll('_', ' ') })}
          optional
          short
        />
      </div>
    </>
  );
}

function Buttons({ form: { ui }, post }: { form: FormState; post: Post }): VNode {
  const { t } = ui;
  const path = draftPath(post._id);
  return (
    <div class="row">
      <Button>{post.state === 'published' ? t('blogs.editor.saveChanges') : t('blogs.editor.publish')}</Button>
      <Button kind="quiet" formAction={`${path}/preview`}>
        {t('blogs.preview')}
      </Button>
      <Button kind="quiet" formAction={path}>
        {t('blogs.editor.save')}
      </Button>
    </div>
  );
}
