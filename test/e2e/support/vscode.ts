import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { CodeServer } from './codeServer';
import { ensureInstallation, root } from './installation';
import { SoundTap } from './soundTap';
import { Workbench } from './workbench';

export interface VsCodeOptions {
  /** Names the folder out/e2e/<name> for logs and pictures. */
  name: string;
  /** Packaged extensions to install. */
  extensions: string[];
  /** Files of the workspace folder, path → content. The first is opened. */
  files: Record<string, string>;
  /** Settings in addition to those that keep VS Code quiet; see `setSettings`. */
  settings?: Record<string, unknown>;
  env?: NodeJS.ProcessEnv;
  /** Leaves the workspace untrusted: VS Code is in Restricted Mode. */
  restricted?: boolean;
  /** Webviews stay silent until they are clicked, as on the desktop. */
  strictAutoplay?: boolean;
}

const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.showReleaseNotes': false,
  'git.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** The environment of a server that isolates pages which ask for it. */
export const ISOLATION = { NODE_OPTIONS: `--require ${join(root, 'test', 'e2e', 'support', 'isolation.cjs')}` };

/** A running VS Code with packaged extensions, a workspace, a window and a sound tap. */
export class VsCode {
  readonly name: string;
  /** The workspace folder. */
  readonly workspace: string;
  readonly #folder: string;
  readonly #server: CodeServer;
  readonly #browser: BrowserContext;
  readonly workbench: Workbench;
  readonly sound: SoundTap;

  private constructor(
    name: string,
    folder: string,
    server: CodeServer,
    browser: BrowserContext,
    page: Page,
    tap: SoundTap,
  ) {
    this.name = name;
    this.#folder = folder;
    this.workspace = join(folder, 'workspace');
    this.#server = server;
    this.#browser = browser;
    this.workbench = new Workbench(page);
    this.sound = tap;
  }

  /** Starts everything and waits until the first file is shown; cleans up if that fails. */
  static async start(options: VsCodeOptions): Promise<VsCode> {
    const { name, files } = options;
    const installation = ensureInstallation();
    fs.rmSync(evidence(name), { recursive: true, force: true });
    fs.mkdirSync(evidence(name), { recursive: true });
    const folder = fs.mkdtempSync(join(tmpdir(), 'kokoro-e2e-'));
    for (const [path, text] of Object.entries(files)) write(join(folder, 'workspace', path), text);
    const { restricted = false } = options;
    const prompt = restricted ? 'never' : 'once';
    writeSettings(folder, 'User', { ...QUIET, 'security.workspace.trust.startupPrompt': prompt });
    writeSettings(folder, 'Machine', options.settings ?? {});

    const log = join(evidence(name), 'server.log');
    const { extensions, env = {}, strictAutoplay = false } = options;
    let server: CodeServer | undefined;
    let browser: BrowserContext | undefined;
    try {
      server = await CodeServer.start(installation, { folder, log, extensions, env });
      browser = await launchBrowser(installation.chromium, join(folder, 'browser'), strictAutoplay);
      logConsole(browser, join(evidence(name), 'console.log'));
      const tap = await SoundTap.install(browser);
      const page = browser.pages()[0] ?? (await browser.newPage());
      const vscode = new VsCode(name, folder, server, browser, page, tap);
      await vscode.load(Object.keys(files)[0]);
      if (!restricted) await vscode.workbench.trustWorkspace();
      return vscode;
    } catch (error) {
      await browser?.pages()[0]?.screenshot({ path: join(evidence(name), 'start.png') });
      await end(name, folder, server, browser);
      throw error;
    }
  }

  /** Descendants of the VS Code process whose command line contains `part`, e.g. `dist/engine.js`. */
  processes(part: string): { pid: number; command: string }[] {
    return this.#server.processes(part);
  }

  /**
   * Replaces the test's settings; VS Code notices within a second. They are "remote" settings, of any scope but
   * "application": in a remote window such as this, the user's settings have no "machine" scope and are not watched.
   */
  setSettings(settings: Record<string, unknown>): void {
    writeSettings(this.#folder, 'Machine', settings);
  }

  /** The current settings, including changes by the extension. */
  settings(): Record<string, unknown> {
    return { ...readSettings(this.#folder, 'User'), ...readSettings(this.#folder, 'Machine') };
  }

  /** Starts a bundle of an installed extension in a process of its own, as a program in a terminal would. */
  startBundle(extension: string, bundle: string, args: readonly string[]): ChildProcessWithoutNullStreams {
    const folder = join(this.#folder, 'extensions');
    const installed = fs.readdirSync(folder).find((name) => name.startsWith(extension)) ?? '';
    // Programs of a user meet in the temporary folder, and the user's choices are in the home folder.
    const env = { ...process.env, TMPDIR: join(this.#folder, 'tmp'), HOME: join(this.#folder, 'home') };
    return spawn(process.execPath, [join(folder, installed, 'dist', bundle), ...args], { env });
  }

  /** The text of the log files whose path in the log folder contains `part`, e.g. an extension's id. */
  readLogs(part: string): string {
    const logs = join(CodeServer.userData(this.#folder), 'logs');
    const files = fs.readdirSync(logs, { recursive: true, encoding: 'utf8' });
    const chosen = files.filter((file) => file.endsWith('.log') && file.includes(part)).sort();
    return chosen.map((file) => fs.readFileSync(join(logs, file), 'utf8')).join('\n');
  }

  /** Saves a picture of the window as out/e2e/<name>/<picture>.png. */
  async screenshot(picture: string): Promise<void> {
    await this.workbench.page.screenshot({
      path: join(evidence(this.name), `${picture.replace(/[^\w-]+/g, '-')}.png`),
    });
  }

  /** For `afterEach`: saves a picture if the test failed. */
  async afterTest(test: Mocha.Test | undefined): Promise<void> {
    if (test?.state === 'failed') await this.screenshot(test.title);
  }

  /**
   * Loads or reloads a window, which restarts the extensions. Waits until `file`, if given, is shown.
   * @param options.isolated from other origins, so that workers may share memory; the server needs `ISOLATION`
   */
  async load(file?: string, { workbench = this.workbench, isolated = false } = {}): Promise<void> {
    const payload = [['skipWelcome', 'true']];
    const authority = `localhost:${this.#server.port}`;
    if (file) payload.push(['openFile', `vscode-remote://${authority}${join(this.workspace, file)}`]);
    const query = new URLSearchParams({ folder: this.workspace, payload: JSON.stringify(payload) });
    if (isolated) query.set('vscode-coi', '3');
    await workbench.page.goto(`http://${authority}/?${query.toString()}`);
    if (file) await workbench.waitForEditor(file);
    else await workbench.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  }

  /** Opens the same folder in a second window. Close its page. */
  async openWindow(file: string): Promise<Workbench> {
    const workbench = new Workbench(await this.#browser.newPage());
    await this.load(file, { workbench });
    return workbench;
  }

  /** Lets tests and extensions use the clipboard. */
  async allowClipboard(): Promise<void> {
    await this.#browser.grantPermissions(['clipboard-read', 'clipboard-write']);
  }

  /** Ends all that was started. The logs stay in out/e2e/<name>. */
  async dispose(): Promise<void> {
    await end(this.name, this.#folder, this.#server, this.#browser);
  }
}

/** Ends everything that was started, even if a step fails, and keeps the logs. */
async function end(name: string, folder: string, server?: CodeServer, browser?: BrowserContext): Promise<void> {
  try {
    await browser?.close();
  } finally {
    try {
      await server?.dispose();
    } finally {
      const logs = join(CodeServer.userData(folder), 'logs');
      if (fs.existsSync(logs)) fs.cpSync(logs, join(evidence(name), 'logs'), { recursive: true });
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }
}

/** The folder for the logs and pictures of a run. */
function evidence(name: string): string {
  return join(root, 'out', 'e2e', name);
}

function write(path: string, text: string): void {
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.writeFileSync(path, text);
}

function settingsFile(folder: string, scope: 'User' | 'Machine'): string {
  return join(CodeServer.userData(folder), scope, 'settings.json');
}

function writeSettings(folder: string, scope: 'User' | 'Machine', settings: Record<string, unknown>): void {
  write(settingsFile(folder, scope), JSON.stringify(settings, undefined, 2));
}

function readSettings(folder: string, scope: 'User' | 'Machine'): Record<string, unknown> {
  const text = fs.readFileSync(settingsFile(folder, scope), 'utf8');
  // VS Code truncates the file before it writes it.
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function logConsole(browser: BrowserContext, file: string): void {
  browser.on('console', (message) => {
    if (!SoundTap.tells(message.text())) fs.appendFileSync(file, `${message.type()}: ${message.text()}\n`);
  });
  browser.on('weberror', (error) => {
    fs.appendFileSync(file, `uncaught: ${error.error().stack ?? error.error().message}\n`);
  });
}
