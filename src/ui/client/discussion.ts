import { CatchUp } from './discussion/catch-up.js';
import { openLine } from './discussion/line.js';
import { News } from './discussion/news.js';
import { element, type Place, placeIn, say } from './discussion/place.js';
import { Reading } from './discussion/reading.js';
import { Sender } from './discussion/sending.js';
import { Standing, type State } from './discussion/standing.js';
import { type Fragment, Thread } from './discussion/thread.js';
import { Typing } from './discussion/typing.js';

// A discussion goes on while it is open: replies come in, one's own go out and are kept until they have arrived.
const place = placeIn(document);
if (place) begin(place);

function begin(place: Place): void {
  const form = document.querySelector<HTMLFormElement>('form#reply');
  const reading = new Reading(place);
  const news = new News(place, (seq) => reading.upTo(seq));
  const thread = new Thread(place, (seq, item) => {
    const author = item?.dataset.author;
    if (author) typing.stopped(author);
    // One's own words are no news.
    if (author && author === place.reader) reading.upTo(seq);
    else news.add(seq, item);
  });
  const standing = new Standing(place, form);
  const catchUp = new CatchUp(place, thread, (state) => standing.show(state));
  const take = (fragment: Fragment) => {
    if (thread.take(fragment) === 'gap') void catchUp.now();
  };
  const sender = new Sender(place, form, take);

  const line = openLine(place, {
    entered() {
      void catchUp.now();
      sender.retry();
    },
    gone: () => sayGone(place),
    told(event, payload) {
      if (event === 'reply') take(payload as Fragment);
      else if (event === 'state') standing.show(payload as State);
      else if (event === 'typing') typing.heard(payload as { handle: string; name: string });
      else if (event === 'readers') show('readers', payload as string);
    },
  });
  const typing = new Typing(place, form, () => line.typing());
}

function show(id: string, text: string): void {
  const sign = element(id);
  if (sign && sign.textContent !== text) sign.textContent = text;
}

function sayGone(place: Place): void {
  show('readers', '');
  show('typing', '');
  const notice = document.createElement('p');
  notice.className = 'notice notice-problem';
  notice.textContent = say(place, 'gone');
  element('news')?.replaceChildren(notice);
}
