import type { VNode } from 'preact';
import { ActionButton, ButtonLink, type Ui, Widget } from '../../../ui/public.js';
import type { ShownDiscussion } from '../shown.js';

export interface TendMay {
  change: boolean;
  tend: boolean;
}

/** What its author, facilitators and moderators can do with a discussion. */
export function TendBox({
  ui,
  plain,
  discussion,
  may,
}: {
  ui: Ui;
  plain: string;
  discussion: ShownDiscussion;
  may: TendMay;
}): VNode | null {
  if (!may.change && !may.tend) return null;
  const { t } = ui;
  return (
    <Widget id="tend" title={t('discussions.tend.title')}>
      <div class="row">
        <ButtonLink kind="quiet" href={`${plain}/edit`}>
          {t('discussions.tend.edit')}
        </ButtonLink>
        {may.tend && <Tools ui={ui} plain={plain} discussion={discussion} />}
      </div>
    </Widget>
  );
}

function Tools({ ui, plain, discussion }: { ui: Ui; plain: string; discussion: ShownDiscussion }): VNode {
  const { t } = ui;
  return (
    <>
      <ActionButton ui={ui} kind="quiet" action={discussion.closed ? `${plain}/closure/end` : `${plain}/closure`}>
        {discussion.closed ? t('discussions.tend.reopen') : t('discussions.tend.close')}
      </ActionButton>
      <ActionButton ui={ui} kind="quiet" action={discussion.pinned ? `${plain}/pin/end` : `${plain}/pin`}>
        {discussion.pinned ? t('discussions.tend.unpin') : t('discussions.tend.pin')}
      </ActionButton>
      <ButtonLink kind="quiet" href={`${plain}/move`}>
        {t('discussions.tend.move')}
      </ButtonLink>
      <ActionButton ui={ui} kind="danger" action={`${plain}/removal`} confirm={t('discussions.tend.removeConfirm')}>
        {t('discussions.tend.remove')}
      </ActionButton>
    </>
  );
}
