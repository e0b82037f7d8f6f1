import assert from 'node:assert/strict';
import type { LanguageCode } from '../../../../src/language/language';
import { columns } from '../../../../src/speech/sinks/subtitleTokens';
import { type Cue, subtitles, toSrt, toVtt } from '../../../../src/speech/sinks/subtitles';
import { recorded } from '../../../support/recording';

const TEXTS: Readonly<Record<LanguageCode, string>> = {
  'en-us':
    '# The lighthouse\n\nThe keeper, who had *never* left the [island](http://a.b/c), climbed the stairs every evening and lit the lamp before the first ships appeared on the horizon. "Why?" she asked. Nobody knew: not the captain, not the crew.\n\n- Bread\n- Milk',
  'en-gb':
    'It costs £40–60 & more, the **colour** of the harbour notwithstanding, said everybody who had ever been there.',
  es: '¿Por qué no ha salido nunca de la isla? El guardián, que no hablaba con nadie, subía cada noche la escalera y encendía la lámpara antes de que llegaran los barcos.',
  fr: 'Le gardien, qui n’avait jamais quitté l’île, montait l’escalier chaque soir et allumait la lampe. « Pourquoi ? » demanda-t-elle, « personne ne le sait » !',
  hi: 'दीपस्तंभ का रखवाला, जिसने कभी द्वीप नहीं छोड़ा था, हर शाम सीढ़ियाँ चढ़ता था और पहले जहाज़ों के क्षितिज पर दिखाई देने से पहले दीपक जलाता था।',
  it: 'Il guardiano, che non aveva mai lasciato l’isola, saliva ogni sera la scala e accendeva la lampada prima che le prime navi apparissero all’orizzonte.',
  ja: '# 灯台\n\n島を一度も離れたことのない灯台守は、毎晩階段を上り、最初の船が水平線に現れる前にランプを灯した。「なぜですか」と彼女は尋ねた。誰も知らなかった。',
  'pt-br':
    'O faroleiro, que nunca tinha deixado a ilha, subia a escada todas as noites e acendia a lâmpada antes que os primeiros navios aparecessem no horizonte.',
  zh: '从未离开过岛屿的守塔人每天晚上都会爬上楼梯，在第一艘船出现在地平线上之前点亮灯。她问：“为什么？”没有人知道，船长不知道，船员也不知道。',
};

describe('subtitles', () => {
  for (const [code, text] of Object.entries(TEXTS)) {
    const language = code as LanguageCode;

    it(`fit the screen and follow the voice (${language})`, () => {
      const { outline, words } = recorded(text, language);
      const cues = subtitles(outline, words, language);
      assertWellFormed(cues);
      const shown = cues.flatMap(({ lines }) => lines).join(' ');
      const written = outline.map(({ runs }) => runs.map((run) => run.text).join('')).join(' ');
      assert.equal(shown.replace(/\s/g, ''), written.replace(/\s/g, ''));
      for (const word of words) {
        const cue = cues.find(({ start, end }) => start <= word.start && word.start < end);
        const first = word.text.split(/[\s*[]/)[0] ?? '';
        assert.ok(cue?.lines.join(' ').includes(first), `“${word.text}” at ${word.start}`);
      }
    });
  }

  it('end where a sentence or clause ends, or before a conjunction', () => {
    assert.deepEqual(lines(TEXTS['en-us'], 'en-us').slice(1, 7), [
      'The keeper, who had never left the island,',
      'climbed the stairs every evening and lit',
      'the lamp before the first ships appeared',
      'on the horizon. "Why?" she asked.',
      'Nobody knew: not the captain,',
      'not the crew.',
    ]);
    assert.deepEqual(lines(TEXTS.ja, 'ja').slice(-2), ['「なぜですか」と彼女は尋ねた。', '誰も知らなかった。']);
  });

  it('keep quotation marks at their words', () => {
    for (const line of lines(TEXTS.fr, 'fr')) assert.doesNotMatch(line, /«$|^[»!?]/);
  });

  it('show short items together', () => {
    const { outline, words } = recorded('- One\n- Two\n- Three\n- Four', 'en-us');
    const tight = words.map((word, i) => ({ ...word, start: i * 0.6, end: i * 0.6 + 0.5 }));
    const cues = subtitles(outline, tight, 'en-us');
    assert.deepEqual(
      cues.map((cue) => cue.lines),
      [
        ['One', 'Two'],
        ['Three', 'Four'],
      ],
    );
    assertWellFormed(cues);
  });

  it('leave out the phonemes of a given pronunciation', () => {
    const source = 'Say [Kokoro](/kˈOkəɹO/) now.';
    const { outline } = recorded(source, 'en-us');
    const at = source.indexOf('[');
    const words = [
      { text: 'Say', from: 0, to: 3, start: 0, end: 0.3 },
      { text: source.slice(at, -5), from: at, to: source.length - 5, start: 0.3, end: 0.8 },
      { text: 'now', from: source.length - 4, to: source.length - 1, start: 0.8, end: 1.2 },
    ];
    assert.deepEqual(subtitles(outline, words, 'en-us')[0]?.lines, ['Say Kokoro now.']);
  });

  it('cut an address that is wider than a line', () => {
    const cut = lines(`See https://example.com/${'long/'.repeat(12)} there.`, 'en-us');
    assert.equal(cut.join('').replace(/ /g, ''), `Seehttps://example.com/${'long/'.repeat(12)}there.`);
    for (const line of cut) assert.ok(columns(line) <= 42, line);
  });

  it('are written as SubRip and as WebVTT', () => {
    const cues: Cue[] = [
      { start: 0, end: 1.5, lines: ['Tom & <Jerry>', 'run'] },
      { start: 3661.0004, end: 3662, lines: ['end'] },
    ];
    assert.equal(
      toSrt(cues),
      '1\n00:00:00,000 --> 00:00:01,500\nTom & <Jerry>\nrun\n\n2\n01:01:01,000 --> 01:01:02,000\nend\n',
    );
    assert.equal(
      toVtt(cues),
      'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nTom &amp; &lt;Jerry&gt;\nrun\n\n01:01:01.000 --> 01:01:02.000\nend\n',
    );
  });
});

function lines(text: string, language: LanguageCode): string[] {
  const { outline, words } = recorded(text, language);
  return subtitles(outline, words, language).flatMap((cue) => cue.lines);
}

function assertWellFormed(cues: readonly Cue[]): void {
  for (const [i, { start, end, lines }] of cues.entries()) {
    const shown = `${start}–${end} ${lines.join(' / ')}`;
    assert.ok(lines.length === 1 || lines.length === 2, shown);
    for (const line of lines) assert.ok(line !== '' && columns(line) <= 42, shown);
    assert.ok(end - start > 0.999 && end - start < 7.001, shown);
    assert.ok(columns(lines.join('')) / (end - start) < 21, shown);
    assert.ok(end <= (cues[i + 1]?.start ?? Infinity), shown);
  }
}
