import type { VNode } from 'preact';
import { DateTime, Notice, type Ui } from '../../../ui/public.js';
import type { ShownDiscussion } from '../shown.js';

/** Whether the discussion goes on. The same for everybody; told live when it changes. */
export function State({ ui, discussion: { closed } }: { ui: Ui; discussion: ShownDiscussion }): VNode {
  return (
    <div id="state" role="status">
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
