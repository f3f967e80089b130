import type { VNode } from 'preact';
import type { Listing } from '../../../platform/api/api.js';
import {
  Button,
  ButtonLink,
  EmptyState,
  EntryList,
  Form,
  formState,
  Page,
  PageHeader,
  Pager,
  Select,
  type Ui,
} from '../../../ui/public.js';
import { PURPOSES, type Workspace } from '../workspace.model.js';
import type { WorkspaceQuery } from '../workspaces.input.js';
import { WorkspaceEntry } from './workspace-entry.js';

export interface ListPageProps {
  ui: Ui;
  listing: Listing<Workspace>;
  query: WorkspaceQuery;
  /** Those that there are workspaces in. */
  languages: string[];
  /** The viewer's role by workspace id. */
  leads: (workspace: Workspace) => boolean;
  /** What the button leads to: making one, or asking for one. */
  may: { create: boolean; request: boolean };
}

export function ListPage({ ui, listing, query, languages, leads, may }: ListPageProps): VNode {
  const { t } = ui;
  const filtered = Boolean(query.purpose || query.language || query.tag || query.state);
  return (
    <Page
      ui={ui}
      title={t('workspaces.list.title')}
      hidden={filtered || Boolean(query.after)}
      crumbs={[{ label: t('ui.nav.community'), href: '/community' }, { label: t('workspaces.list.title') }]}
      feeds={[{ title: t('workspaces.list.feed'), path: '/workspaces' }]}
    >
      <PageHeader
        title={t('workspaces.list.title')}
        intro={<p>{t('workspaces.list.intro')}</p>}
        actions={<MakeOne ui={ui} may={may} />}
      />
      <Filters ui={ui} query={query} languages={languages} filtered={filtered} />
      {listing.items.length === 0 ? (
        <Empty ui={ui} filtered={filtered} may={may} />
      ) : (
        <EntryList>
          {listing.items.map((workspace) => (
            <WorkspaceEntry key={workspace.slug} ui={ui} workspace={workspace} leads={leads(workspace)} />
          ))}
        </EntryList>
      )}
      <Pager
        ui={ui}
        previous={query.after ? address(query) : null}
        next={listing.next && address(query, listing.next)}
      />
    </Page>
  );
}

function MakeOne({ ui, may }: { ui: Ui; may: ListPageProps['may'] }): VNode | null {
  if (may.create) return <ButtonLink href="/workspaces/new">{ui.t('workspaces.create.title')}</ButtonLink>;
  if (may.request) return <ButtonLink href="/workspaces/new">{ui.t('workspaces.request.title')}</ButtonLink>;
  return ui.viewer ? null : <ButtonLink href="/sign-up">{ui.t('workspaces.list.joinToCreate')}</ButtonLink>;
}

interface FiltersProps extends Pick<ListPageProps, 'ui' | 'query' | 'languages'> {
  filtered: boolean;
}

function Filters({ ui, query, languages, filtered }: FiltersProps): VNode {
  const { t } = ui;
  const form = formState(ui, { id: 'filter', values: { ...query } });
  return (
    <Form form={form} action="/workspaces" method="get" label={t('workspaces.filter.title')} wide>
      <div class="filters">
        <Select
          form={form}
          name="purpose"
          label={t('workspaces.field.purpose')}
          placeholder={t('workspaces.filter.any')}
          choices={PURPOSES.map((purpose) => ({ value: purpose, label: t(`workspaces.purpose.${purpose}`) }))}
          optional
        />
        <Select
          form={form}
          name="language"
          label={t('workspaces.field.language')}
          placeholder={t('workspaces.filter.any')}
          choices={languageChoices(ui, languages, query.language)}
          optional
        />
        <Select
          form={form}
          name="state"
          label={t('workspaces.filter.state')}
          placeholder={t('workspaces.filter.alive')}
          choices={[{ value: 'archived', label: t('workspaces.archived') }]}
          optional
        />
        {query.tag && <input type="hidden" name="tag" value={query.tag} />}
        <Button kind="quiet">{t('workspaces.filter.submit')}</Button>
      </div>
      {filtered && (
        <p class="meta">
          {query.tag && `${t('workspaces.filter.tagged', { tag: query.tag })} · `}
          <a href="/workspaces">{t('workspaces.filter.clear')}</a>
        </p>
      )}
    </Form>
  );
}

/** Those in use, and the one that was asked for. */
const languageChoices = ({ format }: Ui, inUse: string[], asked = '') =>
  [...new Set([...inUse, ...(asked ? [asked] : [])])]
    .map((code) => ({ value: code, label: format.language(code) }))
    .sort((a, b) => format.compare(a.label, b.label));

function Empty({ ui, filtered, may }: { ui: Ui; filtered: boolean; may: ListPageProps['may'] }): VNode {
  const { t } = ui;
  if (filtered) {
    return (
      <EmptyState
        title={t('workspaces.empty.filtered')}
        action={
          <ButtonLink href="/workspaces" kind="quiet">
            {t('workspaces.filter.clear')}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <EmptyState title={t('workspaces.empty.title')} action={<MakeOne ui={ui} may={may} />}>
      <p>{t('workspaces.empty.text')}</p>
    </EmptyState>
  );
}

function address({ purpose, language, tag, state }: WorkspaceQuery, after?: string): string {
  const chosen = Object.entries({ purpose, language, tag, state, after }).flatMap(([name, value]) =>
    value ? [[name, value] as [string, string]] : [],
  );
  return chosen.length > 0 ? `/workspaces?${new URLSearchParams(chosen).toString()}` : '/workspaces';
}
