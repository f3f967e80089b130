import type { VNode } from 'preact';
import { Table } from '../../../ui/content/arrange.js';
import { DateTime } from '../../../ui/content/date-time.js';
import { EmptyState, Notice } from '../../../ui/content/notice.js';
import { ActionButton, Button } from '../../../ui/forms/button.js';
import { RadioGroup } from '../../../ui/forms/choices.js';
import { Form } from '../../../ui/forms/form.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import { TextField } from '../../../ui/forms/text-field.js';
import type { Ui } from '../../../ui/ui.js';
import type { SettingsSection } from '../settings-sections.js';
import type { Token } from '../token.model.js';
import { SettingsPage } from './sections-page.js';

interface Props {
  ui: Ui;
  form: FormState;
  sections: readonly SettingsSection[];
  tokens: readonly Token[];
  /** Just made: shown this once. */
  secret: string | null;
}

export function TokensPage({ ui, form, sections, tokens, secret }: Props): VNode {
  const { t } = ui;
  return (
    <SettingsPage
      ui={ui}
      sections={sections}
      title={t('accounts.settings.tokens')}
      intro={t('accounts.settings.tokensIntro')}
      invalid={Object.keys(form.errors).length > 0}
    >
      {secret && (
        <Notice kind="done" announced>
          <p>{t('accounts.tokens.shownOnce')}</p>
          <pre>
            <code>{secret}</code>
          </pre>
        </Notice>
      )}
      {tokens.length > 0 ? <TokenTable ui={ui} tokens={tokens} /> : <EmptyState title={t('accounts.tokens.none')} />}
      <h2>{t('accounts.tokens.newTitle')}</h2>
      <Form form={form} action="/settings/tokens">
        <TextField
          form={form}
          name="name"
          label={t('accounts.tokens.name')}
          hint={t('accounts.tokens.nameHint')}
          maxLength={80}
        />
        <RadioGroup
          form={form}
          name="scope"
          label={t('accounts.tokens.scope')}
          choices={[
            { value: 'read', label: t('accounts.tokens.scope.read') },
            { value: 'write', label: t('accounts.tokens.scope.write') },
          ]}
        />
        <Button>{t('accounts.tokens.create')}</Button>
      </Form>
    </SettingsPage>
  );
}

function TokenTable({ ui, tokens }: Pick<Props, 'ui' | 'tokens'>): VNode {
  const { t } = ui;
  const rows = tokens.map((token) => [
    token.name,
    token.scopes.includes('write') ? t('accounts.tokens.scope.write') : t('accounts.tokens.scope.read'),
    <DateTime key="made" ui={ui} date={token.createdAt} as="day" />,
    token.lastUsedAt ? (
      <DateTime key="used" ui={ui} date={token.lastUsedAt} as="relative" />
    ) : (
      t('accounts.tokens.unused')
    ),
    <ActionButton
      key="revoke"
      ui={ui}
      action={`/settings/tokens/${token._id.toHexString()}/revoke`}
      kind="quiet"
      label={t('accounts.tokens.revokeNamed', { name: token.name })}
    >
      {t('accounts.tokens.revoke')}
    </ActionButton>,
  ]);
  const head = [
    t('accounts.tokens.name'),
    t('accounts.tokens.scope'),
    t('accounts.tokens.made'),
    t('accounts.tokens.used'),
    t('accounts.sessions.actions'),
  ];
  return <Table caption={t('accounts.settings.tokens')} head={head} rows={rows} />;
}
