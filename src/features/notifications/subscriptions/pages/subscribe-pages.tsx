import type { VNode } from 'preact';
import { ActionButton } from '../../../../ui/forms/button.js';
import type { FormState } from '../../../../ui/forms/form-state.js';
import { Page } from '../../../../ui/layout/page.js';
import { PageHeader } from '../../../../ui/layout/page-header.js';
import type { Ui } from '../../../../ui/ui.js';
import type { FollowTarget } from '../../follow.model.js';
import type { Followed } from '../../follows.js';
import type { Wish } from '../wish.model.js';
import { SubscribeForm } from './subscribe-form.js';

interface SubscribePageProps {
  ui: Ui;
  what: FollowTarget;
  followed: Followed;
  form: FormState;
  back: string;
}

/** The form of the box again, with what is wrong in it. */
export function SubscribePage({ ui, what, followed, form, back }: SubscribePageProps): VNode {
  const title = ui.t('notifications.subscribe.title', { title: followed.title });
  return (
    <Page
      ui={ui}
      title={title}
      hidden
      invalid
      crumbs={[{ label: followed.title, href: followed.path }, { label: title }]}
    >
      <PageHeader title={title} />
      <SubscribeForm ui={ui} what={what} form={form} back={back} />
    </Page>
  );
}

interface ConfirmPageProps {
  ui: Ui;
  token: string;
  wish: Wish;
  followed: Followed;
}

/** Where the link of the letter leads. Mail scanners follow links: looking changes nothing. */
export function ConfirmPage({ ui, token, wish, followed }: ConfirmPageProps): VNode {
  const { t } = ui;
  const title = t('notifications.subscribe.title', { title: followed.title });
  const text = t('notifications.subscribe.confirmText', { address: wish.email, way: wish.way });
  return (
    <Page ui={ui} title={title} hidden>
      <PageHeader title={title} intro={<p>{text}</p>} />
      <ActionButton ui={ui} action={`/subscriptions/confirm/${token}`}>
        {t('notifications.subscribe.confirm')}
      </ActionButton>
    </Page>
  );
}
