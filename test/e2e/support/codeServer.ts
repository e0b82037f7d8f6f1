import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Installation } from './installation';
import { descendants, listProcesses, type ProcessInfo } from './processes';
import { until } from './wait';

export interface ServerOptions {
  /** A fresh folder for this run's home, profile and extensions. */
  folder: string;
  /** File that its output is appended to. */
  log: string;
  /** Packaged extensions to install. */
  extensions: string[];
  /** Added to the environment of the server and hence of the extension host. */
  env: NodeJS.ProcessEnv;
}

/** A real VS Code with a real extension host, served by code-server on 127.0.0.1. */
export class CodeServer {
  readonly port: number;
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #endWithUs: () => void;

  private constructor(child: ChildProcess, port: number) {
    this.#process = child;
    this.port = port;
    this.#exited = new Promise((resolve) => child.once('exit', resolve));
    this.#endWithUs = () => {
      this.#signal('SIGKILL');
    };
    process.once('exit', this.#endWithUs);
  }

  /** Installs the extensions, starts the server and waits until it answers. Write settings before. */
  static async start(installation: Installation, options: ServerOptions): Promise<CodeServer> {
    const { folder, log } = options;
    const home = join(folder, 'home');
    mkdirSync(home, { recursive: true });
    // Windows of a user take turns to speak, and meet in the temporary folder: those of another run are none of ours.
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary, { recursive: true });
    const config = join(folder, 'code-server.yaml');
    writeFileSync(config, 'auth: none\n');
    const { node, entry } = installation;
    const args = [entry, '--config', config, '--user-data-dir', CodeServer.userData(folder)];
    args.push('--extensions-dir', join(folder, 'extensions'));
    const env = environment(home, node, { TMPDIR: temporary, ...options.env });

    for (const vsix of options.extensions) {
      await promisify(execFile)(node, [...args, '--install-extension', vsix], { env, maxBuffer: 2 ** 24 });
    }
    const port = await freePort();
    const flags = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry'];
    flags.push('--disable-update-check', '--disable-getting-started-override');
    const output = openSync(log, 'a');
    // In its own process group, so that everything it starts can be ended with it.
    const child = spawn(node, [...args, ...flags], {
      env,
      cwd: folder,
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    const server = new CodeServer(child, port);
    try {
      await until('code-server answers', () => server.#answers(log), { timeout: 60_000 });
    } catch (error) {
      await server.dispose();
      throw error;
    }
    return server;
  }

  /** The profile folder of a run. */
  static userData(folder: string): string {
    return join(folder, 'user-data');
  }

  /** Descendants of the server whose command line contains `part`. */
  processes(part: string): ProcessInfo[] {
    return this.#process.pid === undefined ? [] : descendants(this.#process.pid, part);
  }

  /** Ends the server and everything in its process group. */
  async dispose(): Promise<void> {
    process.off('exit', this.#endWithUs);
    if (this.#process.pid === undefined) return; // it never started
    this.#signal('SIGTERM');
    await this.#exited;
    const alive = (): boolean => listProcesses().some(({ group }) => group === this.#process.pid);
    // The extension host outlives the server for a while.
    const patience = Date.now() + 3_000;
    await until('the processes of code-server end', () => {
      if (Date.now() > patience) this.#signal('SIGKILL');
      return !alive();
    });
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#process.pid === undefined) return;
    try {
      process.kill(-this.#process.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // ESRCH: all have already ended
    }
  }

  async #answers(log: string): Promise<boolean> {
    if (this.#process.exitCode !== null || this.#process.pid === undefined) {
      throw new Error(`code-server ended at once:\n${readFileSync(log, 'utf8')}`);
    }
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/healthz`)).ok;
    } catch (error) {
      if (error instanceof TypeError) return false; // connection refused: not listening yet
      throw error;
    }
  }
}

/** This process's environment without variables that belong to the user's session or the test runner. */
function environment(home: string, node: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:XDG_|VSCODE_|CODE_SERVER_|NODE_|npm_|MOCHA_)/i.test(name),
  );
  const path = `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`;
  return { ...Object.fromEntries(own), HOME: home, PATH: path, ...more };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
