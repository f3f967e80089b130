import type { ComponentChildren, VNode } from 'preact';
import type { Person, Ui } from '../ui.js';

const hues = 8;

/** Always the same colour for the same person, without asking anyone for a picture. */
const hueOf = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 9973, 7) % hues;

const letters = new Intl.Segmenter();
/** The first sign of a word as it is read, with the marks that belong to it. */
const firstOf = (word = ''): string => {
  for (const { segment } of letters.segment(word)) return segment.toLocaleUpperCase();
  return '';
};

function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? name.trim()];
  return ends.map(firstOf).join('') || '·';
}

export interface AvatarProps {
  person: Pick<Person, 'name' | 'handle'>;
  size?: 'small' | 'large';
}

/** Beside a name, never instead of it: it is hidden from those who hear the page. */
export function Avatar({ person, size }: AvatarProps): VNode {
  const classes = ['avatar', `hue-${hueOf(person.handle ?? person.name)}`, size && `avatar-${size}`];
  return (
    <span class={classes.filter(Boolean).join(' ')} aria-hidden="true">
      {initials(person.name)}
    </span>
  );
}

export function MemberName({ person }: { person: Person }): VNode {
  if (!person.handle) return <bdi class="member-name">{person.name}</bdi>;
  return (
    <a class="member-name" href={`/people/${encodeURIComponent(person.handle)}`}>
      <bdi>{person.name}</bdi>
    </a>
  );
}

export interface BylineProps {
  person?: Person | null;
  place?: { name: string; path: string } | null;
}

/** Who and where, before the date of an entry. */
export const Byline = ({ person, place }: BylineProps): VNode => (
  <>
    {person && (
      <>
        <MemberName person={person} />
        {' · '}
      </>
    )}
    {place && (
      <>
        <a href={place.path} dir="auto">
          {place.name}
        </a>
        {' · '}
      </>
    )}
  </>
);

export interface MemberLineProps {
  ui: Ui;
  person: Person;
  size?: 'small' | 'large';
  /** What follows: a role, a date, a button. */
  children?: ComponentChildren;
}

export function MemberLine({ ui, person, size, children }: MemberLineProps): VNode {
  return (
    <span class="member">
      <Avatar person={person} size={size} />
      <span class="member-text">
        <MemberName person={person} />
        {person.country && <span class="quiet"> {ui.format.country(person.country)}</span>}
        {person.online && <span class="badge badge-live">{ui.t('ui.online.badge')}</span>}
        {children}
      </span>
    </span>
  );
}
