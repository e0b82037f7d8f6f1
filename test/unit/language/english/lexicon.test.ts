import assert from 'node:assert/strict';
import { Lexicon } from '../../../../src/language/english/g2p/lexicon';

describe('the English lexicon', () => {
  const lines = new TextEncoder().encode(
    ['bath=bˈæθ\t=bˈɑːθ', 'cot=kˈɑt\t', 'dog~dˈɔɡ', 'lorry\t=lˈɒɹi', 'use=NOUN:jˈus VERB:jˈuz\t~jˈuːz'].join('\n'),
  );
  const american = new Lexicon('en-us', lines, []);
  const british = new Lexicon('en-gb', lines, []);

  it('tells the dialects apart', () => {
    assert.deepEqual([american.gold('bath'), british.gold('bath')], ['bˈæθ', 'bˈɑːθ']);
    assert.deepEqual(american.gold('use'), new Map([['NOUN', 'jˈus'], ['VERB', 'jˈuz']])); // prettier-ignore
    assert.deepEqual([american.silver('use'), british.silver('use')], [undefined, 'jˈuːz']);
  });

  it('gives both dialects an entry that they share', () => {
    assert.deepEqual([american.silver('dog'), british.silver('dog')], ['dˈɔɡ', 'dˈɔɡ']);
    assert.deepEqual([american.gold('dog'), british.gold('dog')], [undefined, undefined]);
  });

  it('gives no entry to a dialect that lacks the word', () => {
    assert.deepEqual([american.has('cot'), british.has('cot')], [true, false]);
    assert.deepEqual([american.has('lorry'), british.has('lorry')], [false, true]);
  });
});
