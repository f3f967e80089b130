import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const running = new Set<Server>();

/** `npm start` as people run it: the built server, in a process of its own. */
export class Server {
  output = '';
  readonly ended: Promise<number | null>;

  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => {
        this.output += text;
      });
    }
    this.ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
    running.add(this);
    child.once('close', () => running.delete(this));
  }

  /** What a test that failed has left running. */
  static async killAll(): Promise<void> {
    await Promise.all([...running].map((server) => server.kill('SIGKILL')));
  }

  static newDataDir(): Promise<string> {
    return mkdtemp(join(tmpdir(), 'palabre-process-'));
  }

  static async spawn(
    dataDir: string,
    env: Record<string, string> = {},
    door: string[] = ['dist/main.js'],
  ): Promise<Server> {
    const port = await freePort();
    const child = spawn(process.execPath, door, {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', ...env },
    });
    return new Server(child, `http://127.0.0.1:${port}`);
  }

  /** @throws when it ends instead. */
  async ready(): Promise<this> {
    const over = { now: false };
    void this.ended.then(() => {
      over.now = true;
    });
    for (let tries = 0; tries < 4000 && !over.now; tries++) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      // What it says on the console comes a moment after it listens.
      if (answer?.ok && this.output.includes('Palabre is ready')) return this;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`the server did not become ready:\n${this.output}`);
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** Runs a command of the administrator to its end. */
export async function palabre(
  args: string[],
  { dataDir, input = '', env = {} }: { dataDir: string; input?: string; env?: Record<string, string> },
) {
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, LOG_LEVEL: 'error', ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr, lastLine: stdout.trim().split('\n').at(-1) ?? '' };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
