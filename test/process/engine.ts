import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The embedded engine alone, in a process of its own: `palabre engine --dir DIR`. */
export class EngineProcess {
  readonly exited: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly uri: string,
  ) {
    this.exited = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  }

  static async start(dir: string): Promise<EngineProcess> {
    const child = spawn(process.execPath, ['dist/cli.js', 'engine', '--dir', dir], {
      cwd: root,
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(child.stdout)) {
      const uri = /^ready (mongodb:\S+)$/.exec(line)?.[1];
      if (uri) return new EngineProcess(child, uri);
    }
    throw new Error('the engine ended before it was ready');
  }

  /** The path of its socket. */
  get socket(): string {
    return decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(this.uri)?.[1] ?? '');
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.exited;
  }
}
