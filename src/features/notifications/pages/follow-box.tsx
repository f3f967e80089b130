import type { VNode } from 'preact';
import { ActionButton, Button } from '../../../ui/forms/button.js';
import { Select } from '../../../ui/forms/choices.js';
import { Form } from '../../../ui/forms/form.js';
import { formState } from '../../../ui/forms/form-state.js';
import type { Ui } from '../../../ui/ui.js';
import type { FollowTarget, Way } from '../follow.model.js';
import { SubscribeForm } from '../subscriptions/pages/subscribe-form.js';

export interface FollowBoxProps {
  ui: Ui;
  what: FollowTarget;
  /** How the viewer follows it now; null when they do not. */
  way: Way | null;
  /** Name of the thing, for those who hear the page. */
  title?: string;
  /** One of a list that says what it is about. */
  listed?: boolean;
}

export const wayLabels = {
  now: 'notifications.follow.way.now',
  daily: 'notifications.follow.way.daily',
  weekly: 'notifications.follow.way.weekly',
  site: 'notifications.follow.way.site',
} as const;

/** Follow, choose how, or stop; for visitors, subscribe by e-mail: goes into the Subscribe box of a page. */
export function FollowBox({ ui, what, way, title, listed }: FollowBoxProps): VNode {
  const { t } = ui;
  if (!ui.viewer) return <SubscribeForm ui={ui} what={what} />;
  const hidden = { kind: what.kind, target: what.target, back: ui.path };
  const form = formState(ui, { id: `follow-${what.kind}-${what.target}`, values: { way: way ?? 'now' } });
  const box = (
    <>
      <Form form={form} action="/follows">
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Select
          form={form}
          name="way"
          label={t('notifications.follow.label')}
          labelUnseen={listed}
          choices={(['now', 'daily', 'weekly', 'site'] satisfies Way[]).map((value) => ({
            value,
            label: t(wayLabels[value]),
          }))}
        />
        <Button kind="quiet">{way ? t('notifications.follow.change') : t('notifications.follow.submit')}</Button>
      </Form>
      {way && (
        <ActionButton
          ui={ui}
          action="/follows"
          fields={{ ...hidden, way: 'stop' }}
          kind="plain"
          label={title && t('notifications.follow.stopNamed', { title })}
        >
          {t('notifications.follow.stop')}
        </ActionButton>
      )}
    </>
  );
  return listed ? <div class="follow-listed">{box}</div> : box;
}
