// Edit to live: rebuilds and restarts on every change under src, and says who to sign in as.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watch } from 'chokidar';
import { build, buildChanged } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const env = { ...process.env, NODE_ENV: 'development', LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' };
let server = null;
let turn = Promise.resolve();
const changed = new Set();

const stopped = (child) => new Promise((resolve) => child.once('exit', resolve));

async function restart() {
  const begun = Date.now();
  const paths = [...changed];
  changed.clear();
  try {
    await (server === null ? build() : buildChanged(paths));
  } catch (error) {
    for (const path of paths) changed.add(path);
    process.stderr.write(`${error.message}\n`);
    return;
  }
  if (server === null)
    await stopped(spawn(process.execPath, [join(root, 'dist/cli.js'), 'seed'], { cwd: root, env, stdio: 'inherit' }));
  if (server && server.exitCode === null) {
    // It loses nothing, and a new one is there sooner.
    server.kill('SIGKILL');
    await stopped(server);
  }
  server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/main.js')], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  await answers(server);
  process.stdout.write(`live again after ${Date.now() - begun} ms\n`);
}

async function answers(child) {
  const ready = `http://localhost:${process.env.PORT ?? 3000}/health/ready`;
  while (child.exitCode === null && !(await fetch(ready).catch(() => null))?.ok)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

let waiting = null;
watch(join(root, 'src'), { ignoreInitial: true }).on('all', (event, path) => {
  if (event === 'add' || event === 'change') changed.add(path);
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    turn = turn.then(restart);
  }, 50);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    server?.kill('SIGTERM');
    if (server && server.exitCode === null) await stopped(server);
    process.exit(0);
  });
}
turn = restart();
