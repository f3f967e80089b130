import type { VNode } from 'preact';
import { Page, PageHeader, type Ui } from '../../ui/public.js';

export function galleryPage(ui: Ui): VNode {
  return (
    <Page ui={ui} title="Components">
      <PageHeader title="Components" />
    </Page>
  );
}
