import { signsOf } from './signs.mjs';
import { ensureTables, readTable } from './tables.mjs';

/** Puts `japanese.br` into `folder`. @param root the checkout */
export function ensureJapaneseTables(root, folder) {
  ensureTables(root, folder, 'japanese', japaneseTables);
}

/**
 * What `japanese.br` contains, see src/language/japanese/tables.ts.
 * @param read gives a table's text by its file's name
 */
export function japaneseTables(read) {
  const latinWords = readTable(read, 'latinWords.tsv', { word: /^[a-z][a-z0-9-]*$/, reading: /^[ァ-ヶー]+$/ }, [
    'word',
  ]);
  const columns = {
    counter: /^\S{1,7}$/u,
    reading: /^[ぁ-ゖァ-ヶー]+$/,
    change: /^[kshpn]$/,
    after_three: /^(?:voiced|half)?$/,
    not_before: /^(?:[\p{L}々]+(?: [\p{L}々]+)*)?$/u,
  };
  const counters = readTable(read, 'counters.tsv', columns, ['counter']);
  const expression = { test: isExpression };
  const rule = { word: /^[\p{L}々]+$/u, before: expression, after: expression, reading: /^[ぁ-ゖー]+$/ };
  const readings = readTable(read, 'readings.tsv', rule, ['word', 'before', 'after']);
  return {
    latinWords: latinWords.map(({ word, reading }) => [word, reading]),
    counters: counters.map(({ counter, reading, change, after_three: afterThree, not_before: notBefore }) => ({
      ...{ counter, reading, change },
      ...(afterThree !== '' && { afterThree }),
      ...(notBefore !== '' && { notBefore: notBefore.split(' ') }),
    })),
    readings: readings.map(({ word, before, after, reading }) => ({ word, before, after, reading })),
    signs: signsOf(read),
    ...loanSounds(read),
  };
}

function isExpression(cell) {
  try {
    return new RegExp(cell, 'u') instanceof RegExp && !/\s/.test(cell);
  } catch {
    return false;
  }
}

/** How English sounds become Japanese ones. */
function loanSounds(read) {
  const kana = /^[ぁ-ゖ]+$/;
  const vowel = { phoneme: /^\p{L}ː?ə?$/u, vowel: /^[aiueo]$/, tail: /^[ーぁ-ゖ]?$/ };
  const consonant = {
    phoneme: /^(?:\p{L}{1,2}|-)$/u,
    a: kana,
    i: kana,
    u: kana,
    e: kana,
    o: kana,
    alone: /^[ぁ-ゖ]*$/,
  };
  return {
    vowels: readTable(read, 'vowels.tsv', vowel, ['phoneme']).map((row) => [row.phoneme, row.vowel, row.tail]),
    consonants: readTable(read, 'consonants.tsv', consonant, ['phoneme']).map((row) => [
      row.phoneme === '-' ? '' : row.phoneme,
      ...['a', 'i', 'u', 'e', 'o', 'alone'].map((column) => row[column]),
    ]),
  };
}
