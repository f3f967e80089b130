import type { VNode } from 'preact';
import { Page } from '../../ui/layout/page.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import type { Ui } from '../../ui/ui.js';
import type { OpenApiDocument, Operation } from './openapi.js';

/** The OpenAPI document for people: every route, what it takes and what it gives. */
export function ReferencePage({ ui, document }: { ui: Ui; document: OpenApiDocument }): VNode {
  const { t } = ui;
  const sections = new Map<string, { method: string; path: string; operation: Operation }[]>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const section = operation.tags[0] ?? '';
      sections.set(section, [...(sections.get(section) ?? []), { method, path, operation }]);
    }
  }
  return (
    <Page ui={ui} title={t('api.title')} crumbs={[{ label: t('api.title') }]}>
      <PageHeader title={t('api.title')} intro={<p>{t('api.intro')}</p>} />
      <pre lang="en">{`curl -H "Authorization: Bearer $TOKEN" ${document.servers[0]?.url}/me`}</pre>
      <p>
        <a href="/api/v1/openapi.json">openapi.json</a>
      </p>
      {[...sections].map(([section, routes]) => (
        <section key={section} lang="en">
          <h2>{section}</h2>
          {routes.map((route) => (
            <Route key={`${route.method} ${route.path}`} {...route} />
          ))}
        </section>
      ))}
    </Page>
  );
}

function Route({ method, path, operation }: { method: string; path: string; operation: Operation }): VNode {
  return (
    <details>
      <summary>
        <code>
          {method.toUpperCase()} {path}
        </code>{' '}
        {operation.summary}
      </summary>
      {operation.parameters.length > 0 && (
        <ul>
          {operation.parameters.map((parameter) => (
            <li key={parameter.name}>
              <code>{parameter.name}</code> ({parameter.in}
              {parameter.required ? ', required' : ''})
            </li>
          ))}
        </ul>
      )}
      {operation.requestBody && <Shape title="Body" shape={operation.requestBody} />}
      <Shape title="Answers" shape={operation.responses} />
    </details>
  );
}

const Shape = ({ title, shape }: { title: string; shape: unknown }): VNode => (
  <>
    <h3>{title}</h3>
    <pre>{JSON.stringify(shape, null, 2)}</pre>
  </>
);
