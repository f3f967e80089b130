import type { VNode } from 'preact';
import {
  Button,
  Form,
  type FormState,
  LanguageSelect,
  Live,
  Notice,
  TextArea,
  textOf,
  type Ui,
} from '../../../ui/public.js';
import { AttachFields } from '../../attachments/public.js';

/** What keeps a reader from answering, and what to do about it. */
export type Hindrance =
  | { kind: 'none' | 'closed' | 'archived' | 'signIn' | 'confirm' }
  | { kind: 'join'; href: string };

export interface ReplyFormProps {
  ui: Ui;
  form: FormState;
  discussion: string;
  action: string;
  hindrance: Hindrance;
}

export function ReplyForm(props: ReplyFormProps): VNode | null {
  const { ui, form, discussion, action, hindrance } = props;
  const { t } = ui;
  const refused = Object.keys(form.errors).length > 0;
  if (hindrance.kind === 'closed' && !refused) return null;
  if (hindrance.kind !== 'none' && !refused) return <Hindered ui={ui} hindrance={hindrance} />;
  return (
    <section aria-labelledby="reply-title">
      <h2 id="reply-title">{t('discussions.reply.title')}</h2>
      <Form form={form} action={action} files wide keep={`reply:${discussion}`} label={t('discussions.reply.title')}>
        <input type="hidden" name="clientId" value={textOf(form, 'clientId') ?? ''} />
        <TextArea
          form={form}
          name="text"
          label={t('discussions.reply.text')}
          hint={t('discussions.markdownHint')}
          maxLength={100_000}
        />
        <AttachFields form={form} />
        <LanguageSelect form={form} name="language" label={t('discussions.field.language')} />
        <Live id="reply-shut" />
        <div class="row">
          <Button>{t('discussions.reply.send')}</Button>
        </div>
      </Form>
    </section>
  );
}

function Hindered({ ui, hindrance }: { ui: Ui; hindrance: Hindrance }): VNode {
  const { t } = ui;
  return (
    <Notice>
      <p>
        {hindrance.kind === 'signIn' && (
          <a href={`/sign-in?back=${encodeURIComponent(ui.path)}`}>{t('discussions.hindrance.signIn')}</a>
        )}
        {hindrance.kind === 'join' && <a href={hindrance.href}>{t('discussions.hindrance.join')}</a>}
        {hindrance.kind === 'confirm' && t('errors.confirmationNeeded')}
        {hindrance.kind === 'archived' && t('discussions.hindrance.archived')}
      </p>
    </Notice>
  );
}
