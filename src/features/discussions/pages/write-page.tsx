import type { VNode } from 'preact';
import {
  Button,
  Form,
  type FormState,
  LanguageSelect,
  PageHeader,
  TextArea,
  TextField,
  textOf,
  type Ui,
} from '../../../ui/public.js';
import { AttachFields } from '../../attachments/public.js';
import type { WorkspaceAround } from '../../workspaces/public.js';
import { PlacePage } from './place-page.js';

export interface WritePageProps {
  ui: Ui;
  around: WorkspaceAround | null;
  form: FormState;
  action: string;
  /** Names the draft that the browser keeps. */
  keep: string;
  /** A new one, or changes to this one. */
  changes: { title: string; path: string; withText: boolean } | null;
  /** Tags in use, offered while typing. */
  suggestions: readonly string[];
}

/** Opens a discussion, or changes what it says. */
export function WritePage({ ui, around, form, action, keep, changes, suggestions }: WritePageProps): VNode {
  const { t } = ui;
  const title = changes ? t('discussions.edit.title') : t('discussions.open.title');
  const crumbs = [...(changes ? [{ label: changes.title, href: changes.path }] : []), { label: title }];
  return (
    <PlacePage
      around={around}
      ui={ui}
      title={title}
      hidden
      invalid={Object.keys(form.errors).length > 0}
      crumbs={crumbs}
    >
      <PageHeader title={title} intro={!changes && <p>{whereOf(ui, around)}</p>} />
      <Form form={form} action={action} files keep={keep} wide>
        <input type="hidden" name="clientId" value={textOf(form, 'clientId') ?? ''} />
        {changes && <input type="hidden" name="revision" value={textOf(form, 'revision')} />}
        <TextField form={form} name="title" label={t('discussions.field.title')} maxLength={200} />
        {(!changes || changes.withText) && (
          <>
            <TextArea
              form={form}
              name="text"
              label={t('discussions.field.text')}
              hint={t('discussions.markdownHint')}
              rows={10}
              maxLength={100_000}
            />
            <AttachFields form={form} />
          </>
        )}
        <TextField
          form={form}
          name="tags"
          label={t('discussions.field.tags')}
          hint={t('discussions.field.tagsHint')}
          suggestions={suggestions}
          optional
        />
        <LanguageSelect form={form} name="language" label={t('discussions.field.language')} />
        <div class="row">
          <Button>{changes ? t('discussions.edit.submit') : t('discussions.open.submit')}</Button>
        </div>
      </Form>
    </PlacePage>
  );
}

const whereOf = ({ t }: Ui, around: WorkspaceAround | null): string =>
  around ? t('discussions.open.in', { place: around.workspace.name }) : t('discussions.open.inForum');
