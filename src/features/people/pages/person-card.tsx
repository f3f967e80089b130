import type { VNode } from 'preact';
import { MemberLine, TagList, type Ui } from '../../../ui/public.js';
import type { ShownPerson } from '../people.js';
import { directoryPath } from './directory-path.js';

/** A person in the directory: never an address, always the way to what they write. */
export function PersonCard({ ui, person }: { ui: Ui; person: ShownPerson }): VNode {
  const { t, format } = ui;
  const { name, languages, interests, ownPlaces } = person;
  return (
    <>
      <MemberLine ui={ui} person={person} />
      {languages.length > 0 && <p class="meta">{format.list(languages.map(format.language))}</p>}
      <TagList ui={ui} tags={interests.map(interestLink)} />
      {ownPlaces.map(({ label, path }) => (
        <p key={path}>
          <a href={path} aria-label={t('people.ownPlaceOf', { name, place: t(label) })}>
            {t(label)}
          </a>
        </p>
      ))}
    </>
  );
}

export const interestLink = ({ key, name }: { key: string; name: string }) => ({
  label: name,
  href: directoryPath({ interest: key }),
});
