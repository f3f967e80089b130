import type { VNode } from 'preact';
import {
  ActionButton,
  Badge,
  Button,
  ButtonLink,
  Card,
  DateTime,
  EmptyState,
  Form,
  type FormState,
  MemberName,
  Page,
  PageHeader,
  Pager,
  TextArea,
  TextField,
  textOf,
  type Ui,
} from '../../../../ui/public.js';
import { AdminPage, type AdminSection } from '../../../accounts/public.js';
import type { Feedback } from '../feedback.model.js';

/** Visitors may say who they are; of members we know it. */
export function FeedbackPage({ ui, form }: { ui: Ui; form: FormState }): VNode {
  const { t } = ui;
  const title = t('home.feedback.title');
  return (
    <Page
      ui={ui}
      title={title}
      canonical="/feedback"
      invalid={Object.keys(form.errors).length > 0}
      crumbs={[{ label: title }]}
    >
      <PageHeader title={title} intro={<p>{t('home.feedback.intro')}</p>} />
      <Form form={form} action="/feedback" keep="feedback">
        <TextArea form={form} name="text" label={t('home.feedback.text')} maxLength={5000} />
        {!ui.viewer && (
          <>
            <TextField
              form={form}
              name="name"
              label={t('home.feedback.name')}
              autocomplete="name"
              maxLength={80}
              optional
            />
            <TextField
              form={form}
              name="email"
              type="email"
              label={t('home.feedback.email')}
              hint={t('home.feedback.emailHint')}
              autocomplete="email"
              optional
            />
          </>
        )}
        <input type="hidden" name="about" value={textOf(form, 'about') ?? ''} />
        <Button>{t('home.feedback.send')}</Button>
      </Form>
    </Page>
  );
}

export function FeedbackThanksPage({ ui }: { ui: Ui }): VNode {
  const { t } = ui;
  return (
    <Page
      ui={ui}
      title={t('home.feedback.thanks')}
      hidden
      crumbs={[{ label: t('home.feedback.title'), href: '/feedback' }, { label: t('home.feedback.thanks') }]}
    >
      <PageHeader
        title={t('home.feedback.thanks')}
        intro={<p>{t('home.feedback.thanksText')}</p>}
        actions={<ButtonLink href="/">{t('home.feedback.home')}</ButtonLink>}
      />
    </Page>
  );
}

type Shown = Omit<Feedback, '_id' | 'outbox'> & { id: string; handle: string | null };

interface FeedbackListProps {
  ui: Ui;
  sections: readonly AdminSection[];
  items: Shown[];
  next: string | null;
}

/** For administrators. */
export function FeedbackListPage({ ui, sections, items, next }: FeedbackListProps): VNode {
  const { t } = ui;
  return (
    <AdminPage ui={ui} sections={sections} title={t('home.feedback.list')}>
      {items.length === 0 && (
        <EmptyState title={t('home.feedback.none')}>
          <p>{t('home.feedback.noneText')}</p>
        </EmptyState>
      )}
      {items.map((item) => (
        <One key={item.id} ui={ui} item={item} />
      ))}
      <Pager ui={ui} next={next && `/admin/feedback?after=${encodeURIComponent(next)}`} dated />
    </AdminPage>
  );
}

function One({ ui, item }: { ui: Ui; item: Shown }): VNode {
  const { t } = ui;
  const { id, text, name, email, handle, about, at, language, done } = item;
  return (
    <Card>
      <p class="meta">
        {name ? <MemberName person={{ name, handle }} /> : t('home.feedback.visitor')}
        {email && (
          <>
            {' · '}
            <a href={`mailto:${email}`}>{email}</a>
          </>
        )}
        {' · '}
        <DateTime ui={ui} date={at} />
        {about && ` · ${about}`}
      </p>
      <p class="as-typed" lang={language === ui.locale ? undefined : language} dir="auto">
        {text}
      </p>
      <div class="row">
        {done && <Badge kind="leaf">{t('home.feedback.done')}</Badge>}
        <ActionButton ui={ui} action={`/admin/feedback/${id}/${done ? 'open' : 'done'}`} kind="quiet">
          {t(done ? 'home.feedback.reopen' : 'home.feedback.markDone')}
        </ActionButton>
      </div>
    </Card>
  );
}
