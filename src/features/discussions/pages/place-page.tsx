import type { VNode } from 'preact';
import { Page, type PageProps } from '../../../ui/public.js';
import { type WorkspaceAround, WorkspacePage } from '../../workspaces/public.js';
import { listAddress } from './crumbs.js';

export interface PlacePageProps extends Omit<PageProps, 'search' | 'description'> {
  /** What stands around the pages of the workspace; null in the open forum. */
  around: WorkspaceAround | null;
}

/** A page about discussions, in the frame of the place that they are held in. */
export function PlacePage({ around, crumbs = [], ...page }: PlacePageProps): VNode {
  const { t } = page.ui;
  const address = listAddress(around?.workspace ?? null);
  const discussions =
    crumbs.length > 0 ? { label: t('discussions.title'), href: address } : { label: t('discussions.title') };
  if (around) return <WorkspacePage {...page} around={around} crumbs={[discussions, ...crumbs]} />;
  return <Page {...page} crumbs={[{ label: t('ui.nav.community'), href: '/community' }, discussions, ...crumbs]} />;
}
