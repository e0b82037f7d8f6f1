import { t } from './l10n';

/** Error codes. docs/troubleshooting.md lists those that users can see, with what to do about them. */
export const ERROR_CODES = [
  'agents-file-invalid',
  'asset-unavailable',
  'asset-unknown',
  'checkpoint-corrupt',
  'checkpoint-legacy',
  'checkpoint-mismatch',
  'checkpoint-unsafe',
  'config-invalid',
  'disk-full',
  'encoder-failed',
  'engine-crashed',
  'engine-restarted',
  'engine-start-failed',
  'exporter-failed',
  'hooks-unreadable',
  'message-invalid',
  'message-too-long',
  'model-invalid',
  'model-missing',
  'not-in-browser',
  'nothing-to-read',
  'output-not-writable',
  'package-missing',
  'player-failed',
  'player-missing',
  'pronunciations-invalid',
  'queue-denied',
  'queue-full',
  'queue-lost',
  'queue-mismatch',
  'queue-unreachable',
  'repository-unknown',
  'request-invalid',
  'server-busy',
  'server-failed',
  'server-not-started',
  'server-refused',
  'server-stopping',
  'server-unreachable',
  'server-unsafe',
  'server-unusable',
  'speech-invalid',
  'store-unusable',
  'input-unreadable',
  'voice-blend-invalid',
  'voice-exists',
  'voice-mismatch',
  'voice-pack-invalid',
  'voice-unknown',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The form in which an error crosses a process boundary. */
export interface PlainError {
  code: ErrorCode;
  message: string;
  stack?: string | undefined;
}

/** An error meant for the user: `message` says what happened and what to do next; `code` is stable. */
export class KokoroError extends Error {
  readonly code: ErrorCode;
  /** More than fits a notification. It is shown on the command line; whoever throws the error logs it. */
  readonly details: string | undefined;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions & { details?: string }) {
    super(message, options);
    this.name = 'KokoroError';
    this.code = code;
    this.details = options?.details;
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of a system or network error (`ENOSPC`, `ECONNRESET`, …) or of one of its causes. */
export function systemCodeOf(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string' && /^[A-Z_]+$/.test(e.code)) return e.code;
  }
  return undefined;
}

/** True for a full disk or an exhausted quota. */
export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(systemCodeOf(error) ?? '');
}

/** Converts an error for another process; any error but a KokoroError gets the code `internal`. */
export function toPlainError(error: unknown): PlainError {
  const code = error instanceof KokoroError ? error.code : 'internal';
  return { code, message: messageOf(error), stack: error instanceof Error ? error.stack : undefined };
}

/** The error that another process sent. */
export function fromPlainError(plain: PlainError): KokoroError {
  const error = new KokoroError(plain.code, plain.message);
  if (plain.stack !== undefined) error.stack = plain.stack;
  return error;
}

/** True for the error that an aborted AbortSignal causes. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** The error that everything cancelled rejects with. */
export function abortError(): Error {
  return new DOMException('The operation was cancelled.', 'AbortError');
}

/** The error for a text without words. */
export function nothingToRead(): KokoroError {
  return new KokoroError('nothing-to-read', t('There is nothing to read aloud here. Select some text and try again.'));
}
