import { kanaToIpa } from '../../src/language/japanese/g2p/ipa';
import { toHiragana } from '../../src/language/japanese/g2p/kana';

/**
 * Japanese phonemes without what a listener does not hear or dictionaries write differently: pauses, how ん
 * assimilates, and whether a long vowel is written as おう or おお.
 */
export function heard(phonemes: string): string {
  return phonemes
    .replace(/[^\p{L}ː]/gu, '')
    .replace(/[ŋɴ]|m(?=[mpb])|n(?=[ntdɾz])|ɲ(?=[ɲʨʥ])/g, 'N')
    .replace(/ɨ/g, 'ɯ')
    .replace(/(?<=(.))ː/g, '$1')
    .replaceAll('jɯɯ', 'iɯ')
    .replace(/(?<=o)ɯ/g, 'o')
    .replace(/(?<=e)i/g, 'e');
}

/** The heard phonemes of a reading in kana. */
export function heardKana(reading: string): string {
  const kana = toHiragana(reading.normalize('NFKC')).replace(/(?<=[まなねのやかさたらわえへ])[ぁぇぉ]/g, 'ー');
  return heard(kanaToIpa(kana));
}

/** Whether what is said sounds like the reading, in which は and へ may be particles. */
export function soundsLike(said: string, reading: string): boolean {
  const pattern = reading.replaceAll('ha', '(?:ha|βa)').replaceAll('he', '(?:he|e)');
  return new RegExp(`^${pattern}$`, 'u').test(said);
}
