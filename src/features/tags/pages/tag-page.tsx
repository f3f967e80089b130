import type { VNode } from 'preact';
import type { Listing } from '../../../platform/api/api.js';
import { excerpt } from '../../../platform/text/plain-text.js';
import { foldTag, tagPath } from '../../../platform/text/tags.js';
import {
  Badge,
  ButtonLink,
  Byline,
  DateTime,
  EmptyState,
  Entry,
  EntryList,
  Page,
  PageHeader,
  Pager,
  TagList,
  type Ui,
} from '../../../ui/public.js';
import { FollowBox, type Way } from '../../notifications/public.js';
import type { TaggedEntry } from '../tagged-entry.js';
import type { CountedTag } from '../tags.js';

const EXCERPT = 220;

export interface TagPageProps {
  ui: Ui;
  tag: CountedTag;
  listing: Listing<TaggedEntry>;
  /** How the viewer follows it. */
  way: Way | null;
  after?: string;
}

export function TagPage({ ui, tag, listing, way, after }: TagPageProps): VNode {
  const { t } = ui;
  const path = tagPath(tag.key);
  const title = t('tags.feed', { tag: tag.name });
  return (
    <Page
      ui={ui}
      title={title}
      canonical={path}
      hidden={Boolean(after) || listing.items.length === 0}
      crumbs={[{ label: t('tags.title'), href: '/tags' }, { label: tag.name }]}
      feeds={[{ title, path }]}
      subscribe={<FollowBox ui={ui} what={{ kind: 'tag', target: tag.key }} way={way} title={tag.name} />}
    >
      <PageHeader title={tag.name} intro={tag.count > 0 && <p>{t('tags.count', { count: tag.count })}</p>} />
      {listing.items.length === 0 ? (
        <EmptyState
          title={t('tags.nothing')}
          action={
            <ButtonLink href="/tags" kind="quiet">
              {t('tags.all')}
            </ButtonLink>
          }
        >
          <p>{t('tags.nothingText')}</p>
        </EmptyState>
      ) : (
        <EntryList>
          {listing.items.map((entry) => (
            <Line key={entry.id} ui={ui} entry={entry} own={tag.key} />
          ))}
        </EntryList>
      )}
      <Pager
        ui={ui}
        previous={after ? path : null}
        next={listing.next && `${path}?after=${encodeURIComponent(listing.next)}`}
        dated
      />
    </Page>
  );
}

function Line({ ui, entry, own }: { ui: Ui; entry: TaggedEntry; own: string }): VNode {
  const { title, path, language, kind, person, place, publishedAt, html, tags } = entry;
  const others = tags.map((label) => ({ label, key: foldTag(label) })).filter(({ key }) => key !== own);
  const text = excerpt(html, EXCERPT);
  return (
    <Entry
      title={title}
      href={path}
      lang={language}
      badges={<Badge>{ui.t(kind)}</Badge>}
      meta={
        <>
          <Byline person={person} place={place} />
          <DateTime ui={ui} date={publishedAt} as="relative" />
        </>
      }
      foot={
        others.length > 0 && <TagList ui={ui} tags={others.map(({ label, key }) => ({ label, href: tagPath(key) }))} />
      }
    >
      {text && <p>{text}</p>}
    </Entry>
  );
}
