import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { messageOf } from '../common/errors';
import type { App } from './app';
import { formatBenchmark, loadBenchmark } from './benchmark/result';
import { describeInstallation } from './installation';

/** What a report needs to know of the program that makes it. */
export interface ReportContext {
  /** Name and version of the editor. */
  editor: string;
  /** Where the extension runs: `local` or `remote`. */
  host: string;
  assetsSource: string;
  /** Path of the user's own model; '' for none. */
  ownModel: string;
  /** Settings that differ from their defaults, by name. */
  settings: Readonly<Record<string, unknown>>;
  /** The text of the log. */
  log: string;
}

/** Lines of the log in a report. */
const LOG_LINES = 200;

/**
 * A Markdown document for a bug report: what this installation is, its benchmark and its log. It has no text that was
 * read aloud, and no name of the user's home folder.
 */
export async function issueReport(app: App, context: ReportContext): Promise<string> {
  const installation = await describeInstallation(app, context.assetsSource).catch((error: unknown) => [
    ['installation', `cannot be described: ${messageOf(error)}`],
  ]);
  const own = context.ownModel === '' ? [] : [['own model', await describeFile(context.ownModel)]];
  const facts = [['editor', context.editor], ['extension host', context.host], ...installation, ...own];
  const benchmark = await loadBenchmark(app.cache);
  const settings = Object.entries(context.settings).map(([name, value]) => `- ${name}: ${JSON.stringify(value)}`);
  const log = withoutTexts(context.log).trimEnd().split('\n').slice(-LOG_LINES).join('\n');
  const report = [
    '# Kokoro: issue report',
    '## What happened\n\n(What did you do, what did you expect, and what happened instead?)',
    `## Installation\n\n${facts.map(([label = '', value = '']) => `- ${label}: ${value}`).join('\n')}`,
    `## Settings\n\n${settings.length > 0 ? settings.join('\n') : 'All have their defaults.'}`,
    `## Benchmark\n\n${benchmark ? formatBenchmark(benchmark) : 'Not measured. Run “Kokoro: Benchmark This Machine”.'}`,
    `## Log\n\nTexts that were read aloud are left out.\n\n\`\`\`\n${log}\n\`\`\``,
  ].join('\n\n');
  return `${report.replaceAll(homedir(), '~')}\n`;
}

/** Removes what may have been read aloud from a log: whatever stands between quotation marks. */
export function withoutTexts(log: string): string {
  return log.replace(/“[^”]*”?/g, '“…”');
}

async function describeFile(path: string): Promise<string> {
  try {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return `${basename(path)}, SHA-256 ${hash.digest('hex')}`;
  } catch (error) {
    return `${basename(path)} cannot be read: ${messageOf(error)}`;
  }
}
