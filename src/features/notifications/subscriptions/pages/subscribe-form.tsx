import type { VNode } from 'preact';
import { Button } from '../../../../ui/forms/button.js';
import { Select } from '../../../../ui/forms/choices.js';
import { Form } from '../../../../ui/forms/form.js';
import { type FormState, formState } from '../../../../ui/forms/form-state.js';
import { TextField } from '../../../../ui/forms/text-field.js';
import type { Ui } from '../../../../ui/ui.js';
import type { FollowTarget } from '../../follow.model.js';
import { MAILED_WAYS } from '../wish.model.js';

export interface SubscribeFormProps {
  ui: Ui;
  what: FollowTarget;
  /** What was typed before, where it was refused. */
  form?: FormState;
  /** Where to go afterwards; this page where nothing is said. */
  back?: string;
}

/** For who has no account: an address, and how often. */
export function SubscribeForm({ ui, what, form, back = ui.path }: SubscribeFormProps): VNode {
  const { t } = ui;
  const hidden = { kind: what.kind, target: what.target, back };
  const shown = form ?? formState(ui, { id: `subscribe-${what.kind}-${what.target}`, values: { way: 'daily' } });
  return (
    <>
      <Form form={shown} action="/subscriptions">
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          form={shown}
          name="email"
          type="email"
          label={t('notifications.subscribe.email')}
          autocomplete="email"
          maxLength={254}
        />
        <Select form={shown} name="way" label={t('notifications.subscribe.way')} choices={wayChoices(ui)} />
        <Button kind="quiet">{t('notifications.subscribe.submit')}</Button>
      </Form>
      <p class="quiet">{t('notifications.subscribe.note')}</p>
      <p>
        <a href={`/sign-in?back=${encodeURIComponent(back)}`}>{t('notifications.follow.signIn')}</a>
      </p>
    </>
  );
}

export const wayChoices = ({ t }: Ui) =>
  MAILED_WAYS.map((value) => ({ value, label: t(`notifications.subscribe.way.${value}`) }));
