import { parseArgs } from 'node:util';

/** `engine --dir DIR [--port PORT | --socket PATH]`: serves a directory until it is told to stop. */
export async function runEngineProcess(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { dir: { type: 'string' }, port: { type: 'string' }, socket: { type: 'string' } },
  });
  if (!values.dir) throw new Error('--dir is missing: the directory of the database');
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65536))
    throw new Error(`Not a port: ${values.port}`);
  const { startInline } = await import('./inline-host.js');
  const engine = await startInline({
    dir: values.dir,
    ...(port === undefined ? {} : { port }),
    ...(values.socket === undefined ? {} : { socketPath: values.socket }),
  });
  const stopped = new Promise<void>((resolve, reject) => {
    const stop = () => engine.close().then(resolve, reject);
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
  process.stdout.write(`ready ${engine.uri}\n`);
  await stopped;
}
