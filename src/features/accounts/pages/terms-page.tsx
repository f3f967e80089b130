import type { VNode } from 'preact';
import { Prose } from '../../../ui/content/prose.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';

const POINTS = ['respect', 'yours', 'kept', 'shown', 'leave', 'law'] as const;

/** The community's own terms; until an administrator has written some, those that hold wherever this programme runs. */
export function TermsPage({ ui, html }: { ui: Ui; html: string | null }): VNode {
  const { t } = ui;
  const community = ui.frame.community.name;
  return (
    <Page ui={ui} title={t('accounts.terms.title')} canonical="/terms">
      <PageHeader title={t('accounts.terms.title')} intro={<p>{t('accounts.terms.intro', { community })}</p>} />
      {html === null ? (
        <div class="prose">
          {POINTS.map((point) => (
            <section key={point}>
              <h2>{t(`accounts.terms.${point}.title`)}</h2>
              <p>{t(`accounts.terms.${point}.text`, { community })}</p>
            </section>
          ))}
        </div>
      ) : (
        <Prose html={html} />
      )}
    </Page>
  );
}
