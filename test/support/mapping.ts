import assert from 'node:assert/strict';
import type { MappedText } from '../../src/document/mappedText';

const WORD = /[\p{L}\p{N}]/u;

/**
 * Asserts that a text follows its source in order, and that each letter or digit copied from it is the one that it maps
 * to. Only operators, marks and commands may be replaced one by one, and the letters of formulas by capitals.
 */
export function assertMapped(source: string, text: MappedText): void {
  let last = 0;
  for (const run of text.runs) {
    const { start, end } = run.source;
    const context = JSON.stringify(run.text.slice(0, 60));
    assert.ok(start >= last && end >= start && end <= source.length, `${context}: ${start} to ${end} after ${last}`);
    const written = source.slice(start, end);
    if (written.length === run.text.length && !written.startsWith('\\') && WORD.test(written) && WORD.test(run.text)) {
      assert.equal(
        run.text.length === 1 ? run.text.toLowerCase() : run.text,
        written.length === 1 ? written.toLowerCase() : written,
      );
    }
    last = start;
  }
}
