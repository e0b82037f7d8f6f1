/** An utterance to speak. Without a voice, the style is random. */
export interface Case {
  voice?: string;
  speed: number;
  noise: 'zero' | 'random';
  phonemes: string;
}

/** Male and female voices of several languages, slow, fast, and from one phoneme to a long sentence. */
export const CASES: readonly Case[] = [
  {
    voice: 'af_heart',
    speed: 1,
    noise: 'random',
    phonemes: 'ðə fˈɜɹst ɹˈAn əv ˈɔtəm fˈɛl ˌɑn ðə ɹˈufs, ænd nˈObˌɑdi ɪn ðə vˈælɪʤ wˈɑntᵻd tə slˈip.',
  },
  {
    voice: 'am_michael',
    speed: 1.3,
    noise: 'random',
    phonemes: 'ɹˈAz ðə lˈɪmɪt tə θɹˈi hˈʌndɹəd, ðˈɛn tɹˈI əɡˈɛn; ɪf ɪt fˈAlz, ʧˈɛk ðə kˈɑnfɪɡ.',
  },
  { voice: 'bf_emma', speed: 0.8, noise: 'random', phonemes: 'kʊd jˈuː pˈɑːs ðə sˈɔːlt, plˈiːz?' },
  { voice: 'jf_alpha', speed: 1, noise: 'random', phonemes: 'koɲɲiʨiβa, seᵝkai. ʥiᵝkaɴ desɨ ka?' },
  { voice: 'zm_yunxi', speed: 2, noise: 'random', phonemes: 'ni→xau↓, ʂɨ↘ʨje↘! ʨin→tʰjɛn→ tʰjɛn→ʨʰi↘ xən↓ xau↓.' },
  { voice: 'ff_siwis', speed: 0.5, noise: 'random', phonemes: 'bɔ̃ʒˈuʁ' },
  { voice: 'af_bella', speed: 1, noise: 'random', phonemes: 'ˈA' },
  { voice: 'bm_george', speed: 1.1, noise: 'zero', phonemes: 'ðə kˈɪtᵊl bˈɔɪld, sˌQ ʃi pˈɔːd ðə tˈiː.' },
];

/** For the checkpoint of random weights, whose speech is noise. */
export const RANDOM_CASE: Case = { speed: 1, noise: 'random', phonemes: 'həlˈO wˈɜɹld, hˌW ˈɑɹ jˈu tədˈA?' };
