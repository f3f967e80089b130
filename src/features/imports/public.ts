/** What the command line uses of imports. */
export { Exporter, OWN_SOURCE } from './exporter.js';
export { Importer, type ImportOptions } from './importer.js';
export { ImportsModule } from './imports.module.js';
export { MalformedInputError } from './readers/input.js';
export { parseMapping } from './readers/json-lines.js';
export { JsonLinesSource } from './sources/json-lines-source.js';
export type { Source } from './sources/source.js';
export { StackExchangeSource } from './sources/stack-exchange-source.js';
export { WordpressSource } from './sources/wordpress-source.js';
export type { Tally } from './writing/tally.js';
