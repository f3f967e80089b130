import type { ShownPlace } from '../shown.js';

export const listAddress = (place: Pick<ShownPlace, 'slug'> | null): string =>
  place ? `/workspaces/${place.slug}/discussions` : '/discussions';
