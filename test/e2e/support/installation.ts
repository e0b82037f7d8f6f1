import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The programs that the tests drive. */
export interface Installation {
  /** Version of code-server, and of the VS Code in it. */
  version: string;
  vscode: string;
  node: string;
  entry: string;
  chromium: string;
}

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Installs what is missing (see scripts/setup-e2e.mjs). @returns where everything is */
export function ensureInstallation(): Installation {
  const script = fileURLToPath(new URL('../../../scripts/setup-e2e.mjs', import.meta.url));
  const stdout = execFileSync(process.execPath, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(stdout) as Installation;
}
