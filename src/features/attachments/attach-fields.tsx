import type { VNode } from 'preact';
import { Button, FileField, type FormState, TextField } from '../../ui/public.js';

export interface AttachFieldsProps {
  form: FormState;
  /** Where the whole form goes to add the file and come back; without it the file goes with the text itself. */
  action?: string;
}

/** A file and the words for it, in a form (`files`) of its own feature. Folded away until somebody wants it. */
export function AttachFields({ form, action }: AttachFieldsProps): VNode {
  const { t } = form.ui;
  return (
    <details class="attach fold" open={Boolean(form.errors.file ?? form.errors.alt)}>
      <summary>{t('attachments.add')}</summary>
      <FileField form={form} name="file" label={t('attachments.file')} hint={t('attachments.fileHint')} optional />
      <TextField
        form={form}
        name="alt"
        label={t('attachments.alt')}
        hint={t('attachments.altHint')}
        maxLength={500}
        optional
      />
      {action && (
        <Button kind="quiet" formAction={action}>
          {t('attachments.insert')}
        </Button>
      )}
    </details>
  );
}
