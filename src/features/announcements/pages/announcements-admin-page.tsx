import type { VNode } from 'preact';
import { Table } from '../../../ui/content/arrange.js';
import { DateTime } from '../../../ui/content/date-time.js';
import { EmptyState } from '../../../ui/content/notice.js';
import { ActionButton, Button } from '../../../ui/forms/button.js';
import { Form } from '../../../ui/forms/form.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import { LanguageSelect } from '../../../ui/forms/language-select.js';
import { TextArea, TextField } from '../../../ui/forms/text-field.js';
import type { Ui } from '../../../ui/ui.js';
import { AdminPage, type AdminSection } from '../../accounts/public.js';
import type { Announcement } from '../announcement.model.js';

interface Props {
  ui: Ui;
  form: FormState;
  sections: readonly AdminSection[];
}

export function AnnouncementsAdminPage({
  ui,
  form,
  sections,
  announcements,
}: Props & { announcements: readonly Announcement[] }): VNode {
  const { t } = ui;
  return (
    <AdminPage
      ui={ui}
      sections={sections}
      title={t('announcements.title')}
      intro={t('announcements.adminIntro')}
      invalid={Object.keys(form.errors).length > 0}
    >
      {announcements.length === 0 ? (
        <EmptyState title={t('announcements.none')} />
      ) : (
        <Table
          caption={t('announcements.title')}
          head={[t('announcements.field.title'), t('announcements.date'), t('announcements.actions')]}
          rows={announcements.map((announcement) => row(ui, announcement))}
        />
      )}
      <h2>{t('announcements.new')}</h2>
      <AnnouncementForm form={form} action="/admin/news" submit={t('announcements.publish')} />
    </AdminPage>
  );
}

function row(ui: Ui, { _id, title, at, language }: Announcement) {
  const id = _id.toHexString();
  const { t } = ui;
  return [
    <a key="edit" href={`/admin/news/${id}`} lang={language}>
      {title}
    </a>,
    <DateTime key="at" ui={ui} date={at} as="day" />,
    <ActionButton
      key="remove"
      ui={ui}
      action={`/admin/news/${id}/removal`}
      kind="danger"
      confirm={t('announcements.removeSure', { title })}
      label={t('announcements.removeNamed', { title })}
    >
      {t('announcements.remove')}
    </ActionButton>,
  ];
}

export function EditAnnouncementPage({ ui, form, sections, id }: Props & { id: string }): VNode {
  const { t } = ui;
  return (
    <AdminPage
      ui={ui}
      sections={sections}
      title={t('announcements.edit')}
      invalid={Object.keys(form.errors).length > 0}
    >
      <AnnouncementForm form={form} action={`/admin/news/${id}`} submit={t('announcements.save')} />
    </AdminPage>
  );
}

function AnnouncementForm({ form, action, submit }: { form: FormState; action: string; submit: string }): VNode {
  const { t } = form.ui;
  return (
    <Form form={form} action={action} keep={action}>
      <TextField form={form} name="title" label={t('announcements.field.title')} maxLength={160} />
      <TextArea
        form={form}
        name="text"
        label={t('announcements.field.text')}
        hint={t('announcements.field.textHint')}
        rows={8}
      />
      <LanguageSelect form={form} name="language" label={t('announcements.field.language')} />
      <TextField
        form={form}
        name="until"
        type="date"
        label={t('announcements.field.until')}
        hint={t('announcements.field.untilHint')}
        optional
        short
      />
      <Button>{submit}</Button>
    </Form>
  );
}
