import type { VNode } from 'preact';
import { type FormState, LanguageSelect, RadioGroup, TextArea, TextField, type Ui } from '../../../ui/public.js';
import { PURPOSES, VISIBILITIES } from '../workspace.model.js';

export interface WorkspaceFieldsProps {
  ui: Ui;
  form: FormState;
  /** Tags in use, offered while typing. */
  suggestions: readonly string[];
}

/** What a workspace is described by: when it is made, asked for, and changed. */
export function WorkspaceFields({ ui, form, suggestions }: WorkspaceFieldsProps): VNode {
  const { t } = ui;
  return (
    <>
      <TextField
        form={form}
        name="name"
        label={t('workspaces.field.name')}
        hint={t('workspaces.field.nameHint')}
        maxLength={120}
      />
      <RadioGroup
        form={form}
        name="purpose"
        label={t('workspaces.field.purpose')}
        choices={PURPOSES.map((value) => ({
          value,
          label: t(`workspaces.purpose.${value}`),
          hint: t(`workspaces.purposeHint.${value}`),
        }))}
      />
      <TextArea
        form={form}
        name="description"
        label={t('workspaces.field.description')}
        hint={t('workspaces.field.descriptionHint')}
        rows={5}
        maxLength={2000}
        optional
      />
      <LanguageSelect
        form={form}
        name="language"
        label={t('workspaces.field.language')}
        hint={t('workspaces.field.languageHint')}
      />
      <TextField
        form={form}
        name="tags"
        label={t('workspaces.field.tags')}
        hint={t('workspaces.field.tagsHint')}
        suggestions={suggestions}
        suggestFrom="/api/v1/tag-suggestions"
        optional
      />
      <RadioGroup
        form={form}
        name="visibility"
        label={t('workspaces.field.visibility')}
        choices={VISIBILITIES.map((value) => ({
          value,
          label: t(`workspaces.visibility.${value}`),
          hint: t(`workspaces.visibilityHint.${value}`),
        }))}
      />
    </>
  );
}
