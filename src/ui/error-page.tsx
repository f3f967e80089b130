import type { VNode } from 'preact';
import { formState } from './forms/form-state.js';
import { TextArea } from './forms/text-field.js';
import { Page } from './layout/page.js';
import { PageHeader } from './layout/page-header.js';
import type { Ui } from './ui.js';

interface ErrorPageProps {
  ui: Ui;
  status: number;
  message: string;
  /** The page on which the button was pressed that did not work. */
  back?: string;
  /** What was written and has not been stored. */
  written?: string;
}

/** What went wrong, in words, and a way on. */
export function ErrorPage({ ui, status, message, back, written }: ErrorPageProps): VNode {
  const title = status === 404 ? ui.t('errors.title.notFound') : ui.t('errors.title.other');
  return (
    <Page ui={ui} title={title} hidden>
      <PageHeader title={title} intro={<p>{message}</p>} />
      {written && (
        <TextArea
          form={formState(ui, { id: 'lost', values: { written } })}
          name="written"
          label={ui.t('errors.written')}
          hint={ui.t('errors.writtenHint')}
          rows={8}
        />
      )}
      <p>{back ? <a href={back}>{ui.t('errors.back')}</a> : <a href="/">{ui.t('errors.home')}</a>}</p>
    </Page>
  );
}

/** For who cannot be told apart from anybody: no frame, no style, nothing to load. */
export function BareErrorPage({ t, locale, message }: { t: Ui['t']; locale: string; message: string }): VNode {
  const title = t('errors.title.other');
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{title}</title>
      </head>
      <body>
        <h1>{title}</h1>
        <p>{message}</p>
        <p>
          <a href="/">{t('errors.home')}</a>
        </p>
      </body>
    </html>
  );
}
