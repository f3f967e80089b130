/** Written by `node scripts/words.mjs --write`: every key of the English words. */
export interface MessageKeys {
  'ui.breadcrumb': true;
  'ui.form.error': true;
  'ui.form.errors': true;
  'ui.form.invalidTitle': true;
  'ui.form.optional': true;
  'ui.join.action': true;
  'ui.join.title': true;
  'ui.join.why': true;
  'ui.keep.discard': true;
  'ui.keep.restored': true;
  'ui.language.title': true;
  'ui.line.lost': true;
  'ui.nav.blogs': true;
  'ui.nav.community': true;
  'ui.nav.discussions': true;
  'ui.nav.home': true;
  'ui.nav.main': true;
  'ui.nav.people': true;
  'ui.nav.workspaces': true;
  'ui.online.badge': true;
  'ui.online.count': true;
  'ui.online.title': true;
  'ui.pager': true;
  'ui.pager.newer': true;
  'ui.pager.next': true;
  'ui.pager.older': true;
  'ui.pager.previous': true;
  'ui.search.action': true;
  'ui.search.label': true;
  'ui.side': true;
  'ui.signIn': true;
  'ui.signOut': true;
  'ui.skip': true;
  'ui.subscribe.feed': true;
  'ui.subscribe.title': true;
  'ui.tags': true;
  'ui.tags.uses': true;
  'ui.thread.by': true;
  'ui.thread.edited': true;
  'ui.thread.removed': true;
  'ui.yours.greeting': true;
  'ui.yours.jump': true;
  'ui.yours.title': true;
}

export type MessageKey = keyof MessageKeys;
