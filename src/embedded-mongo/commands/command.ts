import { aliasOf, type Doc } from '../bson/values.js';
import type { Collection } from '../catalog/collection.js';
import { Pace } from '../cursors/pace.js';
import type { Engine } from '../engine.js';
import { badValue, MongoError } from '../errors.js';
import { commandVariables, type Environment } from '../language/index.js';
import type { Asking } from '../query/database-sources.js';
import type { Connection } from '../wire/connection.js';
import type { Reply } from '../wire/reply.js';
import type { Request } from '../wire/request.js';
import { Fields } from './fields.js';

export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** The fields it takes besides its name and those that every command takes. */
  readonly fields: readonly string[];
  /** More fields, each true or false. */
  readonly flags?: readonly string[];
  /** Whether it may carry a read concern other than `local`; a write concern. */
  readonly reads?: boolean;
  readonly writes?: boolean;
  /** Whether it is only for the `admin` database. */
  readonly adminOnly?: boolean;
  /** Drivers say hello with whatever they know of; a server picks what it knows. */
  readonly anyField?: boolean;
  run(call: Call): Reply | Promise<Reply>;
}

/** What any command may carry. */
const GENERIC_FIELDS = [
  '$db',
  '$readPreference',
  '$clusterTime',
  'lsid',
  'comment',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
  'startTransaction',
  'autocommit',
  'stmtId',
];

/** An unknown field is an error, never ignored. */
export function checkFields({ name, aliases = [], fields, flags = [], anyField }: Command, given: Fields): void {
  if (anyField) return;
  given.refuseUnknown(new Set([name, ...aliases, ...fields, ...flags, ...GENERIC_FIELDS]));
  for (const flag of flags) given.flag(flag);
}

export function askingOf({ database, request, connection, environment }: Call): Asking {
  return { database, body: request.body, connectionId: connection.id, environment };
}

/** What messages call the fields' owner, where that is not the command. */
const OWNERS = new Map([['find', 'FindCommandRequest']]);

/** One command being run. */
export class Call {
  readonly fields: Fields;
  readonly database: string;
  readonly pace: Pace;
  readonly environment: Environment;

  constructor(
    readonly engine: Engine,
    readonly request: Pick<Request, 'name' | 'body' | 'sequences'>,
    readonly connection: Pick<Connection, 'id'>,
  ) {
    this.fields = new Fields(OWNERS.get(request.name) ?? request.name, request.body);
    this.database = this.fields.text('$db') ?? 'test';
    this.pace = new Pace(this.fields.time('maxTimeMS'));
    const now = new Date();
    const declared = this.fields.doc('let');
    this.environment = declared ? { now, variables: commandVariables(declared, now) } : { now };
  }

  /** The collection a command names by its first field. */
  get collectionName(): string {
    const name = this.fields.get(this.request.name);
    if (typeof name !== 'string') throw badValue(`collection name has invalid type ${aliasOf(name ?? null)}`);
    if (name === '' || name.startsWith('.') || name.includes('\0') || name.includes('$')) {
      throw new MongoError('InvalidNamespace', `Invalid namespace specified '${this.database}.${name}'`);
    }
    return name;
  }

  get namespace(): string {
    return `${this.database}.${this.collectionName}`;
  }

  get collection(): Collection | undefined {
    return this.engine.catalog.get(this.database, this.collectionName);
  }

  requireCollection(): Collection {
    const { collection } = this;
    if (!collection) throw new MongoError('NamespaceNotFound', `ns does not exist: ${this.namespace}`);
    return collection;
  }

  /** Documents of a list, wherever the message had them. */
  documents(name: string): Doc[] {
    const sequence = this.request.sequences.get(name);
    return sequence ? sequence.map((bytes) => this.engine.decode(bytes)) : this.fields.requireDocs(name);
  }
}
