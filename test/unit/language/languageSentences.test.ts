import assert from 'node:assert/strict';
import { MappedText } from '../../../src/document/mappedText';
import { readMarkdown } from '../../../src/document/markdown';
import { FRENCH } from '../../../src/language/french/verbalize';
import { HINDI } from '../../../src/language/hindi/verbalize';
import { ITALIAN } from '../../../src/language/italian/verbalize';
import { JAPANESE_SENTENCES } from '../../../src/language/japanese/sentences';
import { LANGUAGES } from '../../../src/language/languages';
import { PORTUGUESE } from '../../../src/language/portuguese/verbalize';
import { LATIN_SENTENCES, type SentenceHabits } from '../../../src/language/sentenceHabits';
import { splitSentences } from '../../../src/language/sentences';
import { SPANISH } from '../../../src/language/spanish/verbalize';
import { assertLinear, repeatTo } from '../../support/linearTime';

/** Texts, "|" where a sentence ends. */
const TEXTS: Readonly<Record<string, readonly [habits: SentenceHabits, ...texts: string[]]>> = {
  English: [
    LATIN_SENTENCES,
    'If a !== b then stop.| Use x ?? y, and a?.b!| Really?| Yes.',
    'The value a ? b : c is fine.| So is ok ? YES : NO here.| Write if (!x) go.| Call it! = 6 is 3! = 6.',
    'See https://x.org/?q=a!b&c.| Edit src/index.ts.| Then run v1.2.3.| Targets .NET 8.',
    'I like Yahoo! Finance and Joomla! Sites.| Use "?" or (!) here.| The [!NOTE] block.',
    'Run `a. B? C!` now.| It ends with `x!`.| An open ` does nothing.| Or so.',
    'Dr. J. R. Smith, e.g. Fig. 3, No. 5.| Is it No.| At 5 EST.| In the U.S. Army.| So do I.| Then.',
    'It costs 3.14.| 42 is more… or less... maybe.| Wait…| Go.',
    '1. First.| 2. Second.| Steps: 1. Do.| 2. Go.',
    '“Stop!” he said.| “Go.”| (Yes.)| What?!| as before.[1]| Next.',
  ],
  Spanish: [
    SPANISH.sentences,
    'Vi a la Sra. García y al Dr. J. L. Pérez, p. ej. Ana, en la pág. 5 y los EE. UU.| Luego, no.',
    '¿Qué tal?| ¡Ay! dijo él.| ¡Hola!| «¡Adiós!»| Compró pan, etc.| Salió a las 5 p. m.| Ganó 3.5 puntos.',
    'El 1.º de mayo...| Vino... y se fue.| 1. Uno.| 2. Dos.| Si a !== b, usa x ?? y.| Abre index.ts.| Ya.',
  ],
  French: [
    FRENCH.sentences,
    'M. Dupont, MM. Noir et le Dr. Blanc, p. ex. J.-P. Sartre, art. 5, etc.| Il mesure 3,5 m.| Ah ! dit-il.| C’est de l’art.| Oui.',
    'Vraiment ?| Oui !| « Non ! » dit-il.| « Si. »| Le 1er mai… puis rien.| 1. Un.| Si a !== b, alors x ?? y.| Bien.',
  ],
  Italian: [
    ITALIAN.sentences,
    'Il sig. Rossi e il dott. G. Bianchi, cfr. pag. 3, ecc.| Poi andò... e tornò.| Ah! disse.| Davvero?| Sì!',
    '«Ciao.»| 1. Uno.| Versione 2.0.| Se a !== b, usa x ?? y e index.ts.| Bene.',
  ],
  Portuguese: [
    PORTUGUESE.sentences,
    'O Sr. Silva e a Dra. J. Costa, na pág. 7, n. 5.| Verdade?| Sim!| Ah! disse.| Etc.| Depois... e foi.| “Olá!”| Fim.',
    '1. Um.| O 2.º e 3,5.| Use a !== b e x ?? y.| Veja index.ts.| Pronto.',
  ],
  Hindi: [
    HINDI.sentences,
    'डॉ. शर्मा और ए. पी. जे. अब्दुल आए।| क्या हुआ?| कुछ नहीं!| रु. 500 दो ।| ठीक है॥| मान 3.5 है।|वह “गया।”| फिर…| बस।',
    '1. पहला।| यदि a !== b है तो x ?? y लें।| index.ts खोलें।',
  ],
  Japanese: [
    JAPANESE_SENTENCES,
    '「はい。」と言った。|次の文！|すごい!|本当？|Yahoo!ニュースを見た。|「行く？」|「うん。」|そう……思う。|（略。）|終わり．|次',
    'Node.jsの3.14と３．１４。|a !== bなら、x ?? yを使う。|No. 5です。|https://x.org/?q=い。|1. 一つ目。|「はい。」って何？',
  ],
  Chinese: [
    LATIN_SENTENCES,
    '你好！|他说：“走吧。”|然后走了。|什么？！|真的……吗？|版本 1.2.3。|Mr. Li 来了。|（好。）|对!|是吗?|是。',
    '如果 a !== b，用 x ?? y。|见 https://x.org/?q=你。|1. 第一。|打开 index.ts。|完',
  ],
};

/** The sentences; each must be where it came from. */
function split(text: string, habits?: SentenceHabits): string[] {
  return splitSentences(MappedText.verbatim(text, 7), habits).map((sentence) => {
    const { start, end } = sentence.sourceRange(0, sentence.text.length);
    assert.equal(text.slice(start - 7, end - 7), sentence.text);
    return sentence.text;
  });
}

describe('sentences of a language', () => {
  for (const [language, [habits, ...texts]] of Object.entries(TEXTS)) {
    it(`end in the right places in ${language}`, () => {
      for (const text of texts) {
        const sentences = text.split('|').map((sentence) => sentence.trim());
        assert.deepEqual(split(text.replaceAll('|', ''), habits), sentences);
      }
    });
  }

  it('do not end inside Markdown code', () => {
    const source = 'Use `a. B? C!` and ``x! Y. `Z`.`` *now*. Then `go!` Or not.';
    const [block] = [...readMarkdown(source, { codeBlocks: 'skip', from: 0, phrases: LANGUAGES['en-us'].phrases })];
    assert.ok(block);
    const sentences = splitSentences(block.text).map(({ text }) => text);
    assert.deepEqual(sentences, ['Use a. B? C! and x! Y. `Z`. now.', 'Then go! Or not.']);
    // Also where a sentence is cut out of a text and put together with others.
    const whole = MappedText.concat([block.text.slice(4), block.text]);
    assert.deepEqual(
      splitSentences(whole).map(({ text }) => text),
      ['a. B? C! and x! Y. `Z`. now.', 'Then go! Or not.Use a. B? C! and x! Y. `Z`. now.', 'Then go! Or not.'],
    );
  });

  it('are found in time linear in the length, with nothing lost', function () {
    this.timeout(300_000); // only a guard against hanging
    for (const text of [
      '.',
      '. ',
      '。',
      '" ',
      '` ',
      '?[1',
      '! a',
      'a. ',
      '. A',
      '." ',
      '.[1]',
      ' ?? ',
      'A ? b : ',
      '…。',
    ]) {
      assertLinear(JSON.stringify(text), (length) => {
        const long = repeatTo(length, text);
        const sentences = splitSentences(MappedText.verbatim(long, 0), JAPANESE_SENTENCES);
        const joined = sentences.map((sentence) => sentence.text.replace(/\s/g, '')).join('');
        assert.equal(joined, long.replace(/\s/g, ''));
      });
    }
  });
});
