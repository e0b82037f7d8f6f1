import { KokoroError, messageOf } from '../common/errors';
import type { Asset } from './manifest';

/** Why a source could not provide a file. */
export interface SourceFailure {
  label: string;
  reason: string;
}

/** No source could provide the file. The details list each one with its reason, and how to install it by hand. */
export function unavailable(asset: Asset, path: string, failures: readonly SourceFailure[]): KokoroError {
  const reasons = failures.map(({ label, reason }) => `${label}: ${reason}.`).join(' ');
  const web = asset.sources.find((source) => source.kind === 'http');
  const from = web ? `download ${web.url} and save it` : 'put it';
  const details =
    `${asset.name}: ${reasons} To put it in place by hand, ${from} as ${path} ` +
    `(${asset.bytes} bytes); or point the setting kokoro.assets.source or the environment variable KOKORO_ASSETS ` +
    `at a folder with ${asset.name} in it.`;
  const message = `${asset.name} could not be downloaded. Check the connection and try again; the log has the details.`;
  return new KokoroError('asset-unavailable', message, { details });
}

/** The file cannot be written to its path. */
export function notWritable(asset: Asset, path: string, cause: unknown): KokoroError {
  const message =
    `${asset.name} cannot be written as ${path}: ${messageOf(cause)}. Make the folder writable, ` +
    'close other programs that use the file, and try again.';
  return new KokoroError('asset-unavailable', message, { cause });
}

/** @param missingBytes still to be written, including temporary files */
export function diskFull(asset: Asset, folder: string, missingBytes: number, cause: unknown): KokoroError {
  const megabytes = Math.max(1, Math.ceil(missingBytes / 1e6));
  const message = `The disk is full: ${asset.name} needs ${megabytes} MB more in ${folder}. Free some space and try again.`;
  return new KokoroError('disk-full', message, { cause });
}
