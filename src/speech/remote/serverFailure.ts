import { type ErrorCode, KokoroError, systemCodeOf } from '../../common/errors';

/** Why a server did not speak. */
export class ServerFailure extends KokoroError {
  /** Whether the same request may work later, or elsewhere. */
  readonly isTemporary: boolean;
  /** Milliseconds after which the server wants to be asked again, if it said so. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, { isTemporary = false, retryAfter }: Partial<ServerFailure> = {}) {
    super(code, message);
    this.isTemporary = isTemporary;
    this.retryAfter = retryAfter;
  }
}

/** The failure that an error of `fetch`, or of reading its answer, stands for. @param host of the server */
export function connectionFailure(error: unknown, host: string, hasAnswered: boolean): ServerFailure {
  const detail = systemCodeOf(error);
  const why = detail === undefined ? '' : ` (${detail})`;
  return hasAnswered
    ? new ServerFailure('server-failed', `The speech server ${host} broke off its answer${why}.`, { isTemporary: true })
    : new ServerFailure(
        'server-unreachable',
        `The speech server ${host} cannot be reached${why}. Start it, or correct its address.`,
        { isTemporary: true },
      );
}

/** The most characters of a server's message that are shown. */
const MAX_MESSAGE = 200;

/**
 * The failure that an answer with an error stands for. Reads its body.
 * @param key never shown, even if the server repeats it
 */
export async function answerFailure(response: Response, host: string, key: string | undefined): Promise<ServerFailure> {
  const { status } = response;
  const said = messageIn(await response.text().catch(() => ''), key);
  const server = `The speech server ${host}`;
  const answer = `answered with status ${status}${said.message === '' ? '' : `: ${said.message}`}`;
  if (status === 401 || status === 403)
    return new ServerFailure(
      'server-refused',
      `${server} accepts ${key === undefined ? 'no request without a key' : 'another key'}. Set it with “Kokoro: Set Server API Key”, or in KOKORO_SERVER_KEY for the command line.`,
    );
  if (status === 429)
    return new ServerFailure('server-busy', `${server} has too much to do. Try again later.`, {
      isTemporary: true,
      retryAfter: retryAfter(response.headers.get('retry-after')),
    });
  if (status >= 500 || status === 408) {
    const wait = retryAfter(response.headers.get('retry-after'));
    return new ServerFailure('server-failed', `${server} ${answer}`, { isTemporary: true, retryAfter: wait });
  }
  if (said.code === 'voice-unknown' || said.isAboutVoice)
    return new ServerFailure('voice-unknown', `${server} does not have the voice: ${said.message}`);
  if ([400, 413, 415, 422].includes(status)) return new ServerFailure('request-invalid', `${server} ${answer}`);
  return new ServerFailure('server-unusable', `${server} offers no speech at this address: it ${answer}`);
}

/** What the body of an error says, in the form of OpenAI, of FastAPI, or as plain text. */
function messageIn(body: string, key: string | undefined): { message: string; code?: unknown; isAboutVoice: boolean } {
  let found: unknown = body;
  let fields: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(body);
    fields = recordOf(recordOf(parsed)['error'] ?? recordOf(parsed)['detail'] ?? parsed);
    found = fields['message'] ?? recordOf(parsed)['detail'] ?? recordOf(parsed)['error'];
  } catch {
    // It is not JSON, but a page or a line of text.
  }
  const text = typeof found === 'string' ? found : JSON.stringify(found ?? '');
  const safe = key === undefined || key === '' ? text : text.replaceAll(key, '…');
  const message = safe.replace(/\s+/g, ' ').trim().slice(0, MAX_MESSAGE);
  return { message, code: fields['code'], isAboutVoice: fields['param'] === 'voice' || /\bvoice\b/i.test(message) };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Milliseconds in a header Retry-After: seconds, or a date. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? 1000 * Number(header) : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
