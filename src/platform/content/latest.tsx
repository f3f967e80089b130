import type { VNode } from 'preact';
import { DateTime } from '../../ui/content/date-time.js';
import { Entry, EntryList } from '../../ui/content/entry.js';
import { Byline } from '../../ui/content/person.js';
import type { Ui } from '../../ui/ui.js';
import type { MessageKey } from '../i18n/keys.js';
import type { ContentEntry, Latest } from './contents.js';

export interface LatestSectionProps {
  ui: Ui;
  latest: Latest;
  /** On the page of the person who wrote all of it. */
  withoutPerson?: boolean;
  /** What is younger than this is new to the reader. */
  newSince?: Date | null;
}

/** Heading, entries, and the way to more of them. */
export function LatestSection({ ui, latest: { kind, entries }, withoutPerson, newSince }: LatestSectionProps): VNode {
  const { t } = ui;
  const id = `latest-${kind.name}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t(kind.heading)}</h2>
      <EntryList>
        {entries.map((entry) => (
          <Line
            key={entry.id}
            ui={ui}
            entry={entry}
            answered={kind.answered}
            withoutPerson={withoutPerson}
            unread={Boolean(newSince && entry.at > newSince)}
          />
        ))}
      </EntryList>
      {!withoutPerson && (
        <p class="more">
          <a href={kind.more.path}>{t(kind.more.label)}</a>
        </p>
      )}
    </section>
  );
}

interface LineProps {
  ui: Ui;
  entry: ContentEntry;
  answered: MessageKey;
  withoutPerson?: boolean;
  unread: boolean;
}

/** Who, where, when, and how many have answered. */
function Line({ ui, entry, answered, withoutPerson, unread }: LineProps): VNode {
  const { t } = ui;
  const { title, path, language, person, place, at, answers, excerpt } = entry;
  return (
    <Entry
      level={3}
      title={title}
      href={path}
      lang={language}
      unread={unread}
      badges={unread && <span class="unseen">{t('content.new')}</span>}
      meta={
        <>
          <Byline person={withoutPerson ? null : person} place={place} />
          <DateTime ui={ui} date={at} as="relative" />
          {answers > 0 && ` · ${t(answered, { count: answers })}`}
        </>
      }
    >
      {excerpt && <p>{excerpt}</p>}
    </Entry>
  );
}
