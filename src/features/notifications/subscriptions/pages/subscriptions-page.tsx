import type { VNode } from 'preact';
import { Entry, EntryList } from '../../../../ui/content/entry.js';
import { EmptyState } from '../../../../ui/content/notice.js';
import { ActionButton, Button } from '../../../../ui/forms/button.js';
import { Select } from '../../../../ui/forms/choices.js';
import { Form } from '../../../../ui/forms/form.js';
import { formState } from '../../../../ui/forms/form-state.js';
import { Page } from '../../../../ui/layout/page.js';
import { PageHeader } from '../../../../ui/layout/page-header.js';
import type { Ui } from '../../../../ui/ui.js';
import type { DescribedFollow } from '../../follows.js';
import { wayChoices } from './subscribe-form.js';

interface SubscriptionsPageProps {
  ui: Ui;
  path: string;
  address: string;
  subscriptions: DescribedFollow[];
}

/** All that an address is written to about: each can be changed or ended, and all together. */
export function SubscriptionsPage({ ui, path, address, subscriptions }: SubscriptionsPageProps): VNode {
  const { t } = ui;
  const title = t('notifications.subscriptions.title');
  return (
    <Page ui={ui} title={title} hidden>
      <PageHeader title={title} intro={<p>{t('notifications.subscriptions.intro', { address })}</p>} />
      {subscriptions.length === 0 && <EmptyState title={t('notifications.subscriptions.none')} />}
      <EntryList>
        {subscriptions.map((one) => (
          <Entry
            key={`${one.kind}:${one.target}`}
            title={one.title}
            href={one.path}
            meta={t(`notifications.kind.${one.kind}`)}
          >
            <Change ui={ui} path={path} one={one} />
          </Entry>
        ))}
      </EntryList>
      <h2>{t('notifications.subscriptions.endAll')}</h2>
      <p>{t('notifications.subscriptions.endAllText')}</p>
      <ActionButton ui={ui} action={`${path}/end`} kind="danger" confirm={t('notifications.subscriptions.endAllSure')}>
        {t('notifications.subscriptions.endAllSubmit')}
      </ActionButton>
    </Page>
  );
}

function Change({ ui, path, one }: { ui: Ui; path: string; one: DescribedFollow }): VNode {
  const { t } = ui;
  const { kind, target, way, title } = one;
  const form = formState(ui, { id: `subscription-${kind}-${target}`, values: { way } });
  return (
    <div class="follow-listed">
      <Form form={form} action={path} label={title}>
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="target" value={target} />
        <Select form={form} name="way" label={t('notifications.subscribe.way')} labelUnseen choices={wayChoices(ui)} />
        <Button kind="quiet">{t('notifications.follow.change')}</Button>
      </Form>
      <ActionButton
        ui={ui}
        action={path}
        fields={{ kind, target, way: 'stop' }}
        kind="plain"
        label={t('notifications.subscriptions.endNamed', { title })}
      >
        {t('notifications.subscriptions.end')}
      </ActionButton>
    </div>
  );
}

/** Nothing is left of this address. */
export function NoSubscriptionsPage({ ui }: { ui: Ui }): VNode {
  const { t } = ui;
  const title = t('notifications.subscriptions.forgotten');
  return (
    <Page ui={ui} title={title} hidden>
      <PageHeader title={title} intro={<p>{t('notifications.subscriptions.forgottenText')}</p>} />
    </Page>
  );
}
