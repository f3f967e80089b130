/** The server's error numbers by name, as drivers and applications compare them. */
export const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  UnsupportedFormat: 12,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  CannotBackfillArray: 34,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  NoReplicationEnabled: 76,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  CommandNotSupported: 115,
  NotAReplicaSet: 123,
  CommandFailed: 125,
  InvalidUUID: 207,
  QueryFeatureNotAllowed: 224,
  ConversionFailure: 241,
  CursorInUse: 12051,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  InvalidPipelineOperator: 168,
  NoQueryExecutionPlans: 291,
  InvalidIndexSpecificationOption: 197,
  APIVersionError: 322,
  APIStrictError: 323,
  CannotConvertIndexToUnique: 359,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
} as const;

export type CodeName = keyof typeof CODES;

const NAMES = new Map<number, string>(Object.entries(CODES).map(([name, code]) => [code, name]));

/** An error a client sees: the server's number, the number's name and a message. */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;
  /** Fields beside `code` and `errmsg` in the reply, such as `keyPattern` and `keyValue`. */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(code: number | CodeName, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'MongoError';
    this.code = typeof code === 'number' ? code : CODES[code];
    this.codeName = NAMES.get(this.code) ?? `Location${this.code}`;
    this.fields = fields;
  }
}

/** The failure of an expression that reads nothing: the server meets it before it runs anything. */
export class ConstantError extends MongoError {}

export const badValue = (message: string) => new MongoError('BadValue', message);
export const failedToParse = (message: string) => new MongoError('FailedToParse', message);
export const typeMismatch = (message: string) => new MongoError('TypeMismatch', message);
export const invalidBson = (message: string) => new MongoError('InvalidBSON', message);

/** For what MongoDB has and this engine refuses: never a silent success. */
export const notSupported = (what: string) =>
  new MongoError('CommandNotSupported', `${what} is not supported by the embedded engine`);

/** The same error, told as the failure of what was being done; `optimizing` where it would have failed before. */
export function inContext(error: unknown, context: string, optimizing = context): unknown {
  if (!(error instanceof MongoError)) return error;
  const told = error instanceof ConstantError ? optimizing : context;
  return new MongoError(error.code, `${told} :: caused by :: ${error.message}`, error.fields);
}
