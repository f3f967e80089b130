/** What this process is there for. */
export class Role {
  constructor(
    /** Answers requests and sockets. */
    readonly serves: boolean,
    /** Does jobs. */
    readonly works: boolean,
  ) {}
}
