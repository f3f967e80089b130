import type { VNode } from 'preact';
import { DateTime, Notice, type Ui } from '../../../ui/public.js';
import type { ShownDiscussion } from '../shown.js';

/** Whether the discussion goes on. The same for everybody; told live when it changes, and then the page's script opens or shuts the form. */
export function State({ ui, discussion: { closed } }: { ui: Ui; discussion: ShownDiscussion }): VNode {
  return (
    <div id="state" role="status" data-closed={closed ? 'yes' : undefined}>
      {closed && (
        <Notice>
          <p>
            {ui.t('discussions.closed.notice', { name: closed.by.name })} <DateTime ui={ui} date={closed.at} as="day" />
          </p>
        </Notice>
      )}
    </div>
  );
}
