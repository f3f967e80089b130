import type { VNode } from 'preact';
import { Notice } from '../content/notice.js';
import type { Ui } from '../ui.js';

/** What the last action did, said once. */
export function FlashMessages({ ui }: { ui: Ui }): VNode {
  return (
    <div class="flashes">
      {ui.frame.flash.map(({ kind, text, stored }) => (
        <Notice key={text} kind={kind} stored={stored} announced>
          <p>{text}</p>
        </Notice>
      ))}
    </div>
  );
}
