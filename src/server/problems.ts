import { type ErrorCode, isAbort, KokoroError, messageOf } from '../common/errors';

/** An answer that reports an error, in the form that OpenAI's clients expect. */
export interface Problem {
  status: 400 | 401 | 404 | 413 | 429 | 499 | 500 | 503 | 504;
  body: { error: { message: string; type: string; code: string; param: null } };
}

/** Errors that the request itself causes. */
const BAD_REQUEST: ReadonlySet<ErrorCode> = new Set([
  'nothing-to-read',
  'request-invalid',
  'voice-mismatch',
  'voice-pack-invalid',
  'voice-unknown',
]);

/** @param error whatever was thrown while a request was handled */
export function problemOf(error: unknown): Problem {
  if (error instanceof Error && error.name === 'TimeoutError')
    return problem(504, 'request-timed-out', 'The request took too long. Send a shorter text.');
  if (isAbort(error)) return problem(499, 'request-cancelled', 'The request was cancelled.');
  if (error instanceof SyntaxError) return problem(400, 'request-invalid', `The body is not JSON: ${error.message}`);
  if (!(error instanceof KokoroError)) return problem(500, 'internal', messageOf(error));
  const { code, message } = error;
  if (BAD_REQUEST.has(code)) return problem(400, code, message);
  if (code === 'server-busy') return problem(429, code, message);
  if (code === 'asset-unavailable' || code === 'server-stopping') return problem(503, code, message);
  return problem(500, code, message);
}

export function problem(status: Problem['status'], code: string, message: string): Problem {
  const type = status < 500 && status !== 429 ? 'invalid_request_error' : 'server_error';
  return { status, body: { error: { message, type, code, param: null } } };
}
