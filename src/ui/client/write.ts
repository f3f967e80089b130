import { autosave } from './write/autosave.js';
import { offerTags } from './write/offer-tags.js';

// What the editor gains when there is script: the server keeps what is typed, and tags are put in by a press.
document.querySelectorAll<HTMLElement>('[data-autosave]').forEach(autosave);
document.querySelectorAll<HTMLElement>('[data-suggest]').forEach(offerTags);
