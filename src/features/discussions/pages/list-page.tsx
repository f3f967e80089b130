import type { VNode } from 'preact';
import {
  Badge,
  ButtonLink,
  type CloudTag,
  DateTime,
  EmptyState,
  Entry,
  EntryList,
  MemberName,
  PageHeader,
  Pager,
  TagList,
  type Ui,
} from '../../../ui/public.js';
import type { WorkspaceAround } from '../../workspaces/public.js';
import type { ListedDiscussion } from '../shown.js';
import { listAddress } from './crumbs.js';
import { PlacePage } from './place-page.js';

export interface ListPageProps {
  ui: Ui;
  pinned: ListedDiscussion[];
  items: ListedDiscussion[];
  /** Cursor of the page after this one. */
  next: string | null;
  /** This is not the first page. */
  further: boolean;
  total: number;
  mayOpen: boolean;
  around: WorkspaceAround | null;
  cloud: CloudTag[];
}

export function ListPage(props: ListPageProps): VNode {
  const { ui, around, cloud, pinned, items, next, further, total, mayOpen } = props;
  const { t } = ui;
  const place = around?.workspace ?? null;
  const address = listAddress(place);
  const feed = place ? t('discussions.list.titleOf', { place: place.name }) : t('discussions.title');
  return (
    <PlacePage
      ui={ui}
      around={around}
      title={t('discussions.title')}
      hidden={further}
      feeds={[{ title: feed, path: address }]}
      cloud={{ title: t('discussions.cloud'), tags: cloud }}
    >
      <PageHeader
        title={t('discussions.title')}
        intro={!place && <p>{t('discussions.list.intro')}</p>}
        actions={mayOpen && <ButtonLink href={`${address}/new`}>{t('discussions.open.title')}</ButtonLink>}
      />
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
    </PlacePage>
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

interface LineProps {
  ui: Ui;
  discussion: ListedDiscussion;
  withPlace: boolean;
}

/** A discussion in a list. */
function Line({ ui, discussion, withPlace }: LineProps): VNode {
  const { t } = ui;
  const { title, path, language, author, place, replyCount, activeAt, closed, pinned, unread, tags } = discussion;
  return (
    <Entry
      level={2}
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
