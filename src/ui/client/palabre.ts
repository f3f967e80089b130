import { confirmDangers } from './page/confirm-dangers.js';
import { focusErrors } from './page/focus-errors.js';
import { keepDrafts } from './page/keep-drafts.js';
import { localiseTimes } from './page/localise-times.js';
import { reachScrollers } from './page/reach-scrollers.js';
import { rememberFolds } from './page/remember-folds.js';
import { sendOnce } from './page/send-once.js';
import { suggestTags } from './page/suggest-tags.js';
import { tellLostLine } from './page/tell-lost-line.js';

// What every page gains when there is script; each page is whole without it.
rememberFolds();
localiseTimes(document);
confirmDangers();
sendOnce();
keepDrafts();
focusErrors();
reachScrollers(document);
tellLostLine();
suggestTags();
