import type { VNode } from 'preact';
import { Table, type Ui } from '../../ui/public.js';
import { DevPage } from './dev-pages.js';

export interface FactsPageProps {
  ui: Ui;
  facts: { name: string; silent: boolean; listeners: number }[];
  waiting: { collection: string; count: number }[];
}

export const FactsPage = ({ ui, facts, waiting }: FactsPageProps): VNode => (
  <DevPage
    ui={ui}
    title="Facts"
    intro="Written with the change itself, handed on afterwards."
    head={['Fact', 'Listeners', 'Nobody needs to listen']}
    rows={facts.map(({ name, silent, listeners }) => [name, listeners, silent ? 'yes' : ''])}
  >
    <Table
      caption="Documents whose facts are still to be handed on"
      head={['Collection', 'Documents']}
      rows={waiting.map(({ collection, count }) => [collection, count])}
    />
  </DevPage>
);
