import type { VNode } from 'preact';
import { tagLine } from '../../../platform/text/tags.js';
import {
  Button,
  Card,
  DateTime,
  DescriptionList,
  EmptyState,
  Form,
  formState,
  MemberLine,
  Page,
  PageHeader,
  type Person,
  TextArea,
  type Ui,
} from '../../../ui/public.js';
import type { CreationRequest } from '../creation-request.model.js';

export interface AskedFor {
  request: CreationRequest;
  person: Person;
}

/** What administrators decide about, where workspaces are made on request. */
export function RequestsPage({ ui, asked }: { ui: Ui; asked: AskedFor[] }): VNode {
  const { t } = ui;
  return (
    <Page
      ui={ui}
      title={t('workspaces.requests.title')}
      hidden
      crumbs={[
        { label: t('ui.nav.community'), href: '/community' },
        { label: t('ui.nav.workspaces'), href: '/workspaces' },
        { label: t('workspaces.requests.title') },
      ]}
    >
      <PageHeader title={t('workspaces.requests.title')} />
      {asked.length === 0 && <EmptyState title={t('workspaces.requests.empty')} />}
      {asked.map(({ request, person }) => (
        <Request key={request._id.toHexString()} ui={ui} request={request} person={person} />
      ))}
    </Page>
  );
}

function Request({ ui, request, person }: AskedFor & { ui: Ui }): VNode {
  const { t } = ui;
  const { draft, message, at } = request;
  const id = request._id.toHexString();
  const path = `/workspaces/requests/${id}`;
  const form = formState(ui, { id: `request-${id}` });
  return (
    <Card title={draft.name}>
      <p class="meta">
        <MemberLine ui={ui} person={person} size="small" /> · <DateTime ui={ui} date={at} as="relative" />
      </p>
      {message && (
        <blockquote class="lines" dir="auto">
          {message}
        </blockquote>
      )}
      <DescriptionList
        items={[
          { term: t('workspaces.field.purpose'), children: t(`workspaces.purpose.${draft.purpose}`) },
          { term: t('workspaces.field.description'), children: draft.description || '–' },
          { term: t('workspaces.field.language'), children: ui.format.language(draft.language) },
          { term: t('workspaces.field.tags'), children: tagLine(draft.tags) || '–' },
          { term: t('workspaces.field.visibility'), children: t(`workspaces.visibility.${draft.visibility}`) },
        ]}
      />
      <Form form={form} action={`${path}/acceptance`} label={draft.name}>
        <TextArea
          form={form}
          name="reason"
          label={t('workspaces.requests.reason')}
          rows={2}
          maxLength={1000}
          optional
        />
        <div class="row">
          <Button>{t('workspaces.requests.accept')}</Button>
          <Button kind="quiet" formAction={`${path}/refusal`}>
            {t('workspaces.requests.refuse')}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
