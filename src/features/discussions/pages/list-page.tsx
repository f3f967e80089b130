import type { VNode } from 'preact';
import {
  Badge,
  ButtonLink,
  DateTime,
  EmptyState,
  Entry,
  EntryList,
  MemberName,
  Page,
  PageHeader,
  Pager,
  TagList,
  type Ui,
} from '../../../ui/public.js';
import type { ListedDiscussion, ShownPlace } from '../shown.js';
import { crumbsOf, listAddress } from './crumbs.js';

export interface ListPageProps {
  ui: Ui;
  place: ShownPlace | null;
  pinned: ListedDiscussion[];
  items: ListedDiscussion[];
  /** Cursor of the page after this one. */
  next: string | null;
  /** This is not the first page. */
  further: boolean;
  total: number;
  mayOpen: boolean;
  /** The tabs of the workspace. */
  tabs?: VNode | null;
}

export function ListPage(props: ListPageProps): VNode {
  const { ui, place, pinned, items, next, further, total, mayOpen, tabs } = props;
  const { t } = ui;
  const address = listAddress(place);
  const title = place ? t('discussions.list.titleOf', { place: place.name }) : t('discussions.title');
  return (
    <Page
      ui={ui}
      title={title}
      hidden={further}
      crumbs={crumbsOf(ui, place).map((crumb) => (crumb.href === address ? { label: crumb.label } : crumb))}
      feeds={[{ title, path: address }]}
    >
      <PageHeader
        title={place ? place.name : t('discussions.title')}
        intro={!place && <p>{t('discussions.list.intro')}</p>}
        actions={mayOpen && <ButtonLink href={`${address}/new`}>{t('discussions.open.title')}</ButtonLink>}
      />
      {tabs}
      {place && <h2 class={total > 0 ? undefined : 'unseen'}>{t('discussions.list.count', { count: total })}</h2>}
      {total === 0 ? (
        <Empty ui={ui} address={address} mayOpen={mayOpen} />
      ) : (
        <EntryList>
          {[...pinned, ...items].map((discussion) => (
            <Line key={discussion.id} ui={ui} discussion={discussion} withPlace={!place} />
          ))}
        </EntryList>
      )}
      <Pager
        ui={ui}
        previous={further ? address : null}
        next={next && `${address}?after=${encodeURIComponent(next)}`}
        dated
      />
    </Page>
  );
}

function Empty({ ui, address, mayOpen }: { ui: Ui; address: string; mayOpen: boolean }): VNode {
  const { t } = ui;
  return (
    <EmptyState
      title={t('discussions.empty.title')}
      action={mayOpen && <ButtonLink href={`${address}/new`}>{t('discussions.open.title')}</ButtonLink>}
    >
      <p>{mayOpen ? t('discussions.empty.open') : t('discussions.empty.wait')}</p>
    </EmptyState>
  );
}

export interface LineProps {
  ui: Ui;
  discussion: ListedDiscussion;
  withPlace?: boolean;
  level?: 2 | 3;
}

/** A discussion in a list. */
export function Line({ ui, discussion, withPlace, level = 3 }: LineProps): VNode {
  const { t } = ui;
  const { title, path, language, author, place, replyCount, activeAt, closed, pinned, unread, tags } = discussion;
  return (
    <Entry
      level={level}
      title={title}
      href={path}
      lang={language}
      unread={unread}
      badges={
        (pinned || closed || unread) && (
          <>
            {unread && <span class="unseen">{t('discussions.unread')}</span>}
            {pinned && <Badge kind="earth">{t('discussions.pinned')}</Badge>}
            {closed && <Badge>{t('discussions.closed')}</Badge>}
          </>
        )
      }
      meta={
        <>
          <MemberName person={author} />
          {withPlace && place && (
            <>
              {' · '}
              <a href={`/workspaces/${place.slug}`} dir="auto">
                {place.name}
              </a>
            </>
          )}
          {' · '}
          {t('discussions.count', { count: replyCount })}
          {' · '}
          <DateTime ui={ui} date={activeAt} as="relative" />
        </>
      }
      foot={tags.length > 0 && <TagList ui={ui} tags={tags} />}
    />
  );
}
