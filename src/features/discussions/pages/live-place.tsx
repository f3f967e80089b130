import type { ComponentChildren, VNode } from 'preact';
import { Live, type Ui } from '../../../ui/public.js';
import type { ShownDiscussion } from '../shown.js';
import type { ThreadPage } from '../threads.js';
import { ReplyActions } from './reply-item.js';

export interface LivePlaceProps {
  ui: Ui;
  discussion: ShownDiscussion;
  plain: string;
  thread: ThreadPage;
  children: ComponentChildren;
}

/** Around the replies: what the page's script has to know, and where it tells what is going on. Without script it is just the replies. */
export function LivePlace({ ui, discussion, plain, thread, children }: LivePlaceProps): VNode {
  return (
    <div
      id="discussion"
      data-id={discussion.id}
      data-plain={plain}
      data-path={discussion.path}
      data-from={thread.from}
      data-to={thread.to}
      data-last={thread.last}
      data-words={JSON.stringify(wordsOf(ui))}
    >
      {children}
      <ol id="pending" class="thread pending" aria-label={ui.t('discussions.live.pending')} />
      <Live id="readers" />
      <Live id="typing" />
      <div id="news" class="news" role="status" aria-live="polite" />
    </div>
  );
}

/** Words with a place for what only the browser knows. */
function wordsOf({ t }: Ui) {
  const names = '{names}';
  const count = '{count}';
  return {
    one: t('discussions.live.new'),
    many: t('discussions.live.newMany', { count }),
    typing: t('discussions.live.typing', { names }),
    typingMany: t('discussions.live.typingMany', { names }),
    sending: t('discussions.live.sending'),
    kept: t('discussions.live.kept'),
    again: t('discussions.live.again'),
    back: t('discussions.live.back'),
    gone: t('discussions.live.gone'),
    signedOut: t('discussions.live.signedOut'),
    closed: t('discussions.closedToReplies'),
    reopened: t('discussions.live.reopened'),
  };
}

/** What belongs under a reader's own replies, and under those of others: for replies that arrive while the page is open. */
export function LiveTemplates({
  ui,
  plain,
  tends,
  writes,
}: {
  ui: Ui;
  plain: string;
  tends: boolean;
  writes: boolean;
}): VNode {
  return (
    <>
      <template id="own-actions">
        <ReplyActions ui={ui} plain={plain} seq="SEQ" may={{ edit: writes, remove: writes || tends }} />
      </template>
      <template id="other-actions">
        <ReplyActions ui={ui} plain={plain} seq="SEQ" may={{ edit: false, remove: tends }} />
      </template>
    </>
  );
}
