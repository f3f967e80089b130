import { forgetDraft } from '../page/keep-drafts.js';
import { dropPending, keepPending, newClientId, type PendingReply, pendingReplies } from './pending.js';
import { PendingItem } from './pending-item.js';
import { type Place, say } from './place.js';
import type { Fragment } from './thread.js';

const PATIENCE_MS = 30_000;

interface Sending {
  reply: PendingReply;
  item: PendingItem;
  state: 'sending' | 'waiting' | 'refused';
}

/** Sends replies without leaving the page. None is let go before the server has said that it has it. */
export class Sender {
  private readonly underway = new Map<string, Sending>();

  constructor(
    private readonly place: Place,
    private readonly form: HTMLFormElement | null,
    private readonly stored: (fragment: Fragment) => void,
  ) {
    for (const reply of pendingReplies(place)) this.show(reply).item.kept(say(place, 'kept'));
    form?.addEventListener('submit', (event) => {
      // A file cannot be kept in the browser: the form goes as it would without script.
      if (hasFile(form)) return;
      event.preventDefault();
      this.submit(form);
    });
  }

  /** The line is back: what could not be sent is sent. */
  retry(): void {
    for (const sending of this.underway.values()) if (sending.state === 'waiting') void this.send(sending);
  }

  private submit(form: HTMLFormElement): void {
    const [text, language] = [field(form, 'text'), field(form, 'language')];
    if (!text) return;
    if (text.value.trim() === '') {
      text.focus();
      return;
    }
    const reply = { clientId: newClientId(), text: text.value, language: language?.value ?? '' };
    keepPending(this.place, reply);
    text.value = '';
    forgetDraft(form);
    text.focus();
    void this.send(this.show(reply));
  }

  private show(reply: PendingReply): Sending {
    const sending: Sending = {
      reply,
      state: 'refused',
      item: new PendingItem(this.place, reply, {
        again: () => void this.send(sending),
        back: () => this.takeBack(sending),
      }),
    };
    this.underway.set(reply.clientId, sending);
    return sending;
  }

  private async send(sending: Sending): Promise<void> {
    const { reply, item } = sending;
    if (sending.state === 'sending') return;
    sending.state = 'sending';
    item.sending();
    try {
      const answer = await this.post(reply);
      if (answer.ok) return this.done(sending, (await answer.json()) as Fragment);
      await this.refused(sending, answer);
    } catch {
      this.keep(sending, 'waiting', say(this.place, 'kept'));
    }
  }

  private post({ clientId, text, language }: PendingReply): Promise<Response> {
    return fetch(`${this.place.plain}/replies`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-csrf-token': this.place.formToken,
      },
      body: JSON.stringify({ clientId, text, language: language || undefined }),
      signal: timeout(PATIENCE_MS),
    });
  }

  private done(sending: Sending, fragment: Fragment): void {
    this.letGo(sending);
    this.stored(fragment);
  }

  /** Too many, or trouble on the other side: later. Anything else is for the person to decide. */
  private async refused(sending: Sending, answer: Response): Promise<void> {
    if (answer.status === 401) return this.keep(sending, 'refused', say(this.place, 'signedOut'));
    const problem = (await answer.json().catch(() => ({}))) as { detail?: string; errors?: { message: string }[] };
    const why = problem.errors?.[0]?.message ?? problem.detail ?? say(this.place, 'kept');
    this.keep(sending, answer.status >= 500 ? 'waiting' : 'refused', why);
  }

  private keep(sending: Sending, state: 'waiting' | 'refused', why: string): void {
    sending.state = state;
    sending.item.kept(why);
  }

  private takeBack(sending: Sending): void {
    const text = this.form && field(this.form, 'text');
    if (!text) return;
    text.value = [text.value.trim(), sending.reply.text].filter(Boolean).join('\n\n');
    this.letGo(sending);
    // The page's keeper of drafts hears of it as of anything typed.
    text.dispatchEvent(new Event('input', { bubbles: true }));
    text.focus();
  }

  private letGo({ reply, item }: Sending): void {
    dropPending(this.place, reply);
    this.underway.delete(reply.clientId);
    item.remove();
  }
}

function field(form: HTMLFormElement, name: string): HTMLTextAreaElement | HTMLSelectElement | null {
  return form.querySelector<HTMLTextAreaElement | HTMLSelectElement>(`[name="${name}"]`);
}

function hasFile(form: HTMLFormElement): boolean {
  return Boolean(form.querySelector<HTMLInputElement>('[type="file"]')?.files?.length);
}

/** `AbortSignal.timeout` is not in every browser that we serve. */
function timeout(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}
