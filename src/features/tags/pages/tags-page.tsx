import type { VNode } from 'preact';
import { tagPath } from '../../../platform/text/tags.js';
import { type CloudTag, EmptyState, Page, PageHeader, Pager, TagCloud, type Ui } from '../../../ui/public.js';
import type { CountedTag } from '../tags.js';

export interface TagsPageProps {
  ui: Ui;
  cloud: CloudTag[];
  list: { items: CountedTag[]; next: string | null };
  /** This is not the first page. */
  further: boolean;
}

export function TagsPage({ ui, cloud, list, further }: TagsPageProps): VNode {
  const { t } = ui;
  return (
    <Page ui={ui} title={t('tags.title')} hidden={further} crumbs={[{ label: t('tags.title') }]}>
      <PageHeader title={t('tags.title')} intro={<p>{t('tags.intro')}</p>} />
      {cloud.length > 0 && <TagCloud ui={ui} tags={cloud} />}
      {list.items.length === 0 ? (
        <EmptyState title={t('tags.empty')}>
          <p>{t('tags.emptyText')}</p>
        </EmptyState>
      ) : (
        <section aria-labelledby="all-tags">
          <h2 id="all-tags">{t('tags.all')}</h2>
          <div class="columns">
            {byLetter(ui, list.items).map(([letter, tags]) => (
              <Letter key={letter} ui={ui} letter={letter} tags={tags} />
            ))}
          </div>
        </section>
      )}
      <Pager
        ui={ui}
        previous={further ? '/tags' : null}
        next={list.next && `/tags?after=${encodeURIComponent(list.next)}`}
      />
    </Page>
  );
}

const Letter = ({ ui, letter, tags }: { ui: Ui; letter: string; tags: CountedTag[] }): VNode => (
  <section class="letter" aria-label={letter}>
    <h3 class="letter-name">{letter}</h3>
    <ul>
      {tags.map(({ key, name, count }) => (
        <li key={key}>
          <a href={tagPath(key)} rel="tag" dir="auto">
            {name}
          </a>{' '}
          <span class="quiet">
            <span aria-hidden="true">{ui.format.number(count)}</span>
            <span class="unseen">{ui.t('ui.tags.uses', { count })}</span>
          </span>
        </li>
      ))}
    </ul>
  </section>
);

/** As the reader's language orders names; digits and signs stand together. */
function byLetter(ui: Ui, tags: CountedTag[]): [string, CountedTag[]][] {
  const letters = new Map<string, CountedTag[]>();
  for (const tag of [...tags].sort((a, b) => ui.format.compare(a.name, b.name))) {
    const first = [...tag.key][0]?.toLocaleUpperCase() ?? '';
    const letter = /\p{L}/u.test(first) ? first : '#';
    letters.set(letter, [...(letters.get(letter) ?? []), tag]);
  }
  return [...letters];
}
