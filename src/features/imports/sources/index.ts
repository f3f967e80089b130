/** Where imports read from: with their readers, their own small database and much else that no server needs in its memory. */
export { parseMapping } from '../readers/json-lines.js';
export { JsonLinesSource } from './json-lines-source.js';
export { StackExchangeSource } from './stack-exchange-source.js';
export { WordpressSource } from './wordpress-source.js';
