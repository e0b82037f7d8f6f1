import { KokoroError, messageOf } from '../../common/errors';
import { createSession, loadRuntime } from '../../common/runtime';
import type { Range } from '../network/int8Plan';
import { HIGH, LOW } from '../network/network';
import { feedsOf } from '../speaking';
import type { Utterance } from '../utterance';

/** Each measured range is widened at both ends by this share of its width. */
const MARGIN = 0.02;

/**
 * Measures the range of each channel over all utterances.
 * @param path the file of a model that was built with `observed`
 * @throws KokoroError `model-invalid` where ONNX Runtime cannot run it; an AbortError when cancelled
 */
export async function measureRanges(
  path: string,
  utterances: readonly Utterance[],
  work: { signal?: AbortSignal | undefined; onUtterance?: (part: number) => void } = {},
): Promise<Map<string, Range>> {
  const runtime = await loadRuntime();
  const session = await createSession(path);
  const ranges = new Map<string, Range>();
  try {
    for (const [i, utterance] of utterances.entries()) {
      work.signal?.throwIfAborted();
      const outputs = await session.run(feedsOf(runtime, session, utterance));
      for (const [name, { data }] of Object.entries(outputs))
        if (data instanceof Float32Array) widen(ranges, name, data);
      work.onUtterance?.((i + 1) / utterances.length);
    }
  } catch (error) {
    work.signal?.throwIfAborted();
    throw new KokoroError('model-invalid', `The model cannot be calibrated: ${messageOf(error)}`, { cause: error });
  } finally {
    await session.release();
  }
  for (const { low, high } of ranges.values()) addMargin(low, high);
  return ranges;
}

function widen(ranges: Map<string, Range>, output: string, data: Float32Array): void {
  const ending = [LOW, HIGH].find((candidate) => output.endsWith(candidate));
  if (ending === undefined) return;
  const name = output.slice(0, -ending.length);
  const known = ranges.get(name) ?? {
    low: new Float32Array(data.length).fill(Infinity),
    high: new Float32Array(data.length).fill(-Infinity),
  };
  ranges.set(name, known);
  const [side, further] = ending === LOW ? [known.low, Math.min] : [known.high, Math.max];
  for (const [c, value] of data.entries()) side[c] = further(side[c] ?? 0, value);
}

function addMargin(low: Float32Array, high: Float32Array): void {
  for (let c = 0; c < low.length; c++) {
    const room = ((high[c] ?? 0) - (low[c] ?? 0)) * MARGIN;
    low[c] = (low[c] ?? 0) - room;
    high[c] = (high[c] ?? 0) + room;
  }
}
