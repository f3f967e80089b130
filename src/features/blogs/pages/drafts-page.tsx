import type { VNode } from 'preact';
import {
  ActionButton,
  Badge,
  ButtonLink,
  DateTime,
  EmptyState,
  Entry,
  EntryList,
  Page,
  PageHeader,
  type Ui,
} from '../../../ui/public.js';
import { memberBlogPath } from '../paths.js';
import type { PostState } from '../posts/post.model.js';

export interface ShownDraft {
  id: string;
  title: string;
  path: string;
  language: string;
  state: PostState;
  place: string;
  savedAt: Date;
  publishAt: Date | null;
  excerpt: string;
}

/** What a member has written and nobody else sees yet. */
export function DraftsPage({ ui, drafts }: { ui: Ui; drafts: readonly ShownDraft[] }): VNode {
  const { t } = ui;
  return (
    <Page
      ui={ui}
      title={t('blogs.drafts.title')}
      hidden
      crumbs={[
        { label: t('ui.nav.community'), href: '/community' },
        { label: t('blogs.all.title'), href: '/blogs' },
        { label: t('blogs.drafts.title') },
      ]}
    >
      <PageHeader
        title={t('blogs.drafts.title')}
        intro={<p>{t('blogs.drafts.intro')}</p>}
        actions={<Actions ui={ui} />}
      />
      {drafts.length > 0 ? (
        <EntryList>
          {drafts.map((draft) => (
            <DraftEntry key={draft.id} ui={ui} draft={draft} />
          ))}
        </EntryList>
      ) : (
        <EmptyState title={t('blogs.drafts.empty')}>
          <p>{t('blogs.drafts.emptyHow')}</p>
        </EmptyState>
      )}
    </Page>
  );
}

const Actions = ({ ui }: { ui: Ui }): VNode => (
  <>
    {ui.viewer && (
      <ActionButton ui={ui} action={`${memberBlogPath(ui.viewer.handle)}/drafts`}>
        {ui.t('blogs.write.own')}
      </ActionButton>
    )}
    <ButtonLink kind="plain" href="/drafts/deleted">
      {ui.t('blogs.deleted.title')}
    </ButtonLink>
  </>
);

function DraftEntry({ ui, draft }: { ui: Ui; draft: ShownDraft }): VNode {
  const { t } = ui;
  return (
    <Entry
      title={draft.title || t('blogs.untitled')}
      href={draft.path}
      lang={draft.title ? draft.language : undefined}
      badges={<Badge kind={draft.state === 'scheduled' ? 'earth' : 'calm'}>{t(labels[draft.state])}</Badge>}
      meta={
        <>
          <bdi>{draft.place}</bdi>
          {' · '}
          {draft.publishAt ? (
            <>
              {t('blogs.drafts.goesOut')} <DateTime ui={ui} date={draft.publishAt} />
            </>
          ) : (
            <>
              {t('blogs.drafts.saved')} <DateTime ui={ui} date={draft.savedAt} as="relative" />
            </>
          )}
        </>
      }
    >
      <p>{draft.excerpt}</p>
    </Entry>
  );
}

const labels = {
  draft: 'blogs.state.draft',
  scheduled: 'blogs.state.scheduled',
  published: 'blogs.drafts.edit',
  unpublished: 'blogs.state.unpublished',
} as const;
