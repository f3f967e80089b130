import type { Crumb, Ui } from '../../../ui/public.js';
import type { ShownPlace } from '../shown.js';

export const listAddress = (place: ShownPlace | null): string =>
  place ? `/workspaces/${place.slug}/discussions` : '/discussions';

/** The way down to a discussion. */
export function crumbsOf({ t }: Ui, place: ShownPlace | null): Crumb[] {
  const discussions = { label: t('discussions.title'), href: listAddress(place) };
  if (!place) return [discussions];
  return [
    { label: t('ui.nav.workspaces'), href: '/workspaces' },
    { label: place.name, href: `/workspaces/${place.slug}` },
    discussions,
  ];
}
