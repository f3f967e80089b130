import type { VNode } from 'preact';
import { Page } from './layout/page.js';
import { PageHeader } from './layout/page-header.js';
import type { Ui } from './ui.js';

interface ErrorPageProps {
  ui: Ui;
  status: number;
  message: string;
}

/** What went wrong, in words, and a way on. */
export function ErrorPage({ ui, status, message }: ErrorPageProps): VNode {
  const title = status === 404 ? ui.t('errors.title.notFound') : ui.t('errors.title.other');
  return (
    <Page ui={ui} title={title} hidden>
      <PageHeader title={title} intro={<p>{message}</p>} />
      <p>
        <a href="/">{ui.t('errors.home')}</a>
      </p>
    </Page>
  );
}
