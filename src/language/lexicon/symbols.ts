import type { LanguageCode } from '../language';

/** A phoneme and a word in which it is heard. */
export interface SymbolExample {
  symbol: string;
  word: string;
}

const ENGLISH_CONSONANTS =
  'p:open b:but t:text d:day k:cat ɡ:again f:five v:five θ:three ð:the s:six z:zero ʃ:she ʒ:measure ʧ:chair ʤ:page h:he m:my n:no ŋ:bring l:live ɹ:read j:you w:one';

/** Vowels first. A test says every word with the language's front end and looks for its symbol. */
const SYMBOLS: Readonly<Record<LanguageCode, string>> = {
  'en-us': `i:three ɪ:in ɛ:text æ:at ɑ:dot ɔ:four ʊ:took u:two ʌ:one ə:the ɜ:first ɐ:an A:wait I:five O:open W:about Y:point ᵊ:sentence ᵻ:closes ${ENGLISH_CONSONANTS} T:water`,
  'en-gb': `i:three ɪ:in ɛ:text a:at ɑ:dance ɒ:dot ɔ:four ʊ:took u:two ʌ:one ə:the ɜ:first ɐ:an A:wait I:five Q:open W:about Y:point ᵊ:example ː:two ${ENGLISH_CONSONANTS}`,
  es: 'a:la e:el ɛ:ciento i:cinco o:dos u:un A:seis I:hay ʊ:reunión ɪ:deployment j:ciento w:cuatro p:por b:buen β:abuela t:tres d:dos ð:tarde k:cuando ɡ:gatos ɣ:llegó f:faro θ:cinco s:sol x:caja ʧ:ocho ʝ:mayor ʎ:llave m:mil n:no ŋ:ningún ɲ:niño l:la ɾ:tres r:perro',
  fr: 'a:la e:été ɛ:est i:il o:au ɔ:porte u:ou y:sur ø:deux œ:neuf ə:le ɑ̃:cent ɔ̃:sont ɛ̃:vin œ̃:un j:bien w:trois p:pour b:bleu t:tout d:de k:couvent ɡ:grand f:neuf v:livre s:sur z:rose ʃ:chaud ʒ:je m:ma n:une ɲ:montagne l:la ʁ:sur',
  hi: 'ə:वह ʌ:मत a:नाम ɪ:दिन i:गई ʊ:सुन u:फूल e:एक ɛ:है o:दो ɔ:और ː:दो ɐ:asha p:पर b:बस t:तक d:दस ʈ:टमाटर ɖ:डर c:छह ɟ:जब k:एक ɡ:गई ʰ:छह f:फ़िल्म s:बस ʃ:शहर h:वह z:हज़ार m:मत n:तीन ɳ:ऋण ŋ:रंग l:कल ɾ:और j:यह ʋ:वह',
  it: 'a:la e:per ɛ:era i:il o:non ɔ:porta u:due ɪ:rossi ʊ:euro I:zaino A:dei j:più w:qui p:porta b:barca t:tre d:di k:scatola ɡ:gara f:faro v:versione s:sono S:rossi z:chiuso ʃ:sci ʦ:pizza ʣ:zero ʧ:città ʤ:luigi m:mia n:non ɲ:legno l:la ʎ:fogli r:tre ɾ:arrivò ː:pizza',
  ja: 'a:から i:いち ɯ:冬 ɨ:です e:手紙 o:言葉 ː:学校 ʔ:学校 ɴ:さん p:パン b:祖母 t:とても d:電話 k:から ɡ:学校 s:さん z:静か ɕ:少し ʥ:時間 ʦ:使う ʣ:午前 ʨ:違う ç:人 ɸ:古い h:はな m:まで n:なつ ɲ:荷物 ŋ:人口 ɾ:する j:ゆっくり β:私 ʲ:きゅう',
  'pt-br':
    'a:para æ:noventa ɐ̃:não e:três ɛ:janela i:cinco y:que o:avô ɔ:avó u:um ʊ:cinco ə:barco A:em I:mais W:central ɪ:dois j:folhas w:ou p:ponto b:barco t:tarde d:dois k:cinco ɡ:guardava f:farol v:vinte s:cinco z:exemplo ʃ:chegou ʒ:janela ʧ:vinte ʤ:diferente m:mil n:na ŋ:um ɲ:cozinha l:ele ɾ:para r:três x:carro',
  zh: '→:一 ↗:年 ↓:打 ↘:次 a:打开 o:我 ɤ:一个 ə:等于 e:给 ɛ:年 i:一 ɨ:四 u:路 y:雨 ʊ:重要 ɚ:二 p:不 ʰ:怕 t:打 k:一个 ʦ:最后 ꭧ:这种 ʨ:觉得 f:放 s:四 ʂ:是 ɕ:行 x:好 m:慢 n:你 ŋ:安静 l:来 ɻ:人 j:也 w:问题 ɥ:觉得',
};

/** The phonemes of a language, each with an example, in the order of a keyboard. Stress marks are not among them. */
export function symbolsOf(code: LanguageCode): SymbolExample[] {
  return SYMBOLS[code].split(' ').map((pair) => {
    const at = pair.lastIndexOf(':');
    return { symbol: pair.slice(0, at), word: pair.slice(at + 1) };
  });
}
