import type { VNode } from 'preact';
import { MemberLine } from '../content/person.js';
import { TagCloud } from '../content/tags.js';
import type { Online, Ui } from '../ui.js';
import { LanguageSwitch } from './language-switch.js';
import type { PageProps } from './page.js';
import { SearchBox } from './search-box.js';
import { Subscribe } from './subscribe.js';
import { Widget } from './widget.js';
import { YourBox } from './your-box.js';

export function SideColumn({ ui, wayIn, side, search, subscribe, feeds = [], cloud }: PageProps): VNode {
  const { t, frame } = ui;
  return (
    <aside class="side" aria-label={t('ui.side')}>
      {(ui.viewer || !wayIn) && <YourBox ui={ui} />}
      {search ?? (frame.searchPath ? <SearchBox ui={ui} action={frame.searchPath} /> : null)}
      {side}
      <Subscribe ui={ui} feeds={feeds}>
        {subscribe}
      </Subscribe>
      {cloud && cloud.tags.length > 0 && (
        <Widget id="cloud" title={cloud.title}>
          <TagCloud ui={ui} tags={cloud.tags} />
        </Widget>
      )}
      {frame.online && <OnlineNow ui={ui} online={frame.online} />}
      <LanguageSwitch ui={ui} />
    </aside>
  );
}

function OnlineNow({ ui, online }: { ui: Ui; online: Online }): VNode {
  return (
    <Widget id="online" title={ui.t('ui.online.title')} count={ui.format.number(online.count)}>
      <p class="quiet">{ui.t('ui.online.count', { count: online.count })}</p>
      {online.members.length > 0 && (
        <ul class="people">
          {online.members.map((person) => (
            <li key={person.handle ?? person.name}>
              <MemberLine ui={ui} person={person} />
            </li>
          ))}
        </ul>
      )}
    </Widget>
  );
}
