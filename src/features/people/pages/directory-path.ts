import type { PeopleFilter } from '../people.input.js';

/** The directory, narrowed down by what is not empty of this. */
export function directoryPath(filter: Partial<PeopleFilter>): string {
  const given = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length > 0 ? `/people?${new URLSearchParams(given)}` : '/people';
}
