import type { VNode } from 'preact';
import type { Ui } from '../ui.js';

export function SearchBox({ ui, action, value }: { ui: Ui; action: string; value?: string }): VNode {
  return (
    <search class="widget">
      <form class="search" action={action} method="get">
        <label class="unseen" for="site-search">
          {ui.t('ui.search.label')}
        </label>
        <input
          id="site-search"
          type="search"
          name="q"
          value={value}
          maxLength={200}
          placeholder={ui.t('ui.search.label')}
        />
        <button class="button button-quiet" type="submit">
          {ui.t('ui.search.action')}
        </button>
      </form>
    </search>
  );
}
