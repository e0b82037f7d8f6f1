import assert from 'node:assert/strict';
import { isKnown, toIds, VOCABULARY } from '../../../src/kokoro/vocabulary';

describe('vocabulary', () => {
  it('is that of Kokoro v1.0', () => {
    assert.equal(VOCABULARY.size, 114);
    assert.equal(new Set(VOCABULARY.values()).size, 114);
    const known = {
      ';': 1,
      '—': 9,
      ' ': 16,
      A: 24,
      I: 25,
      O: 31,
      ᵊ: 42,
      a: 43,
      h: 50,
      ɑ: 69,
      ə: 83,
      ɡ: 92,
      ɹ: 123,
      ʔ: 148,
      ˈ: 156,
      ᵻ: 177,
    };
    for (const [symbol, id] of Object.entries(known)) assert.equal(VOCABULARY.get(symbol), id, symbol);
  });

  it('drops unknown symbols', () => {
    assert.deepEqual(toIds('g😀ɡ\uD800'), [92]);
    assert.ok(isKnown('ɡ') && !isKnown('g') && !isKnown(''));
  });
});
