import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../package.json';
import { openCheckpoint } from './checkpoint/checkpoint';
import { readConfig } from './checkpoint/config';
import { findCheckpoint } from './checkpoint/folder';
import { KokoroWeights } from './checkpoint/weights';
import { type Exported, type ExportOptions, metadataOf, type Work } from './export';
import { buildPieces, PIECES } from './network/pieces';
import { writeModel } from './onnx/write';

/** For what the network can be split. */
export const SPLITS = ['coreml'] as const;
export type Split = (typeof SPLITS)[number];

/** The checkpoint to export in pieces. */
export interface PiecesOptions extends Pick<
  ExportOptions,
  'checkpoint' | 'config' | 'noise' | 'signature' | 'speedType'
> {
  /** A folder, which is created; each piece becomes a file in it. */
  out: string;
  /** The most frames of 1/40 s that an utterance may have. */
  frames: number;
}

/**
 * Exports a checkpoint in pieces of float32, two of which have fixed shapes.
 * @throws KokoroError as `exportModel`; an AbortError when cancelled
 */
export async function exportPieces(options: PiecesOptions, { signal, onProgress }: Work = {}): Promise<Exported> {
  const start = performance.now();
  onProgress?.('read', 0);
  const found = await findCheckpoint(options.checkpoint, options.config);
  const config = await readConfig(found.config);
  const checkpoint = await openCheckpoint(found.checkpoint);
  try {
    const weights = KokoroWeights.open(checkpoint, config);
    const metadata = metadataOf(config, await checkpoint.sha256(), { ...options, precision: 'fp32' });
    onProgress?.('build', 0);
    const pieces = await buildPieces(config, weights, { ...options, version, metadata });
    await mkdir(options.out, { recursive: true });
    let bytes = 0;
    for (const [i, name] of PIECES.entries()) {
      const file = join(options.out, `${name}.onnx`);
      const report = (part: number): void => onProgress?.('write', (i + part) / PIECES.length);
      await writeModel(pieces[name], file, { signal, onProgress: report });
      bytes += (await stat(file)).size;
    }
    return { path: options.out, bytes, seconds: (performance.now() - start) / 1000, warnings: weights.warnings };
  } finally {
    await checkpoint.close();
  }
}
