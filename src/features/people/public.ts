/** What the pages that combine use of people. */
export { OnlineNow } from './online-now.js';
export { People, type ShownPerson } from './people.js';
export { PeopleModule } from './people.module.js';
