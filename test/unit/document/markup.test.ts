import assert from 'node:assert/strict';
import { type Markup, readMarkup, voicesIn } from '../../../src/document/markup';
import { phonemesOfIpa, readRate, readSeconds } from '../../../src/document/markupValues';
import { assertLinear, repeatTo } from '../../support/linearTime';

/** Each block's text with what the marks changed. */
function read(source: string, markup: Markup): unknown[] {
  return [...readMarkup(source, markup)].map(({ text, pause, rate, voice }) =>
    [text.text.trim(), pause, rate, voice].filter((value) => value !== undefined),
  );
}

describe('readMarkup', () => {
  it('reads the elements of SSML', () => {
    const source =
      '<speak>Wait <break time="500ms"/>here. <prosody rate="120%">Faster <voice name=\'af_bella\'>she</voice> says.</prosody> ' +
      'A <sub alias="World Wide Web">WWW</sub> &amp; <phoneme alphabet="ipa" ph="pɪˈkɑːn">pecan</phoneme>.</speak>';
    assert.deepEqual(read(source, 'ssml'), [
      ['Wait', 0.5],
      ['here.', 0.32],
      ['Faster', 0, 1.2],
      ['she', 0, 1.2, 'af_bella'],
      ['says.', 0.32, 1.2],
      ['A World Wide Web & [pecan](/pɪˈkɑːn/).'],
    ]);
    assert.deepEqual(voicesIn(source, 'ssml'), ['af_bella']);
  });

  it('reads tags, which hold until the next', () => {
    assert.deepEqual(read('One [pause:0.5s] two. [rate:1.5]Three [voice:bf_emma]four.\n\nFive [rate:1]six', 'tags'), [
      ['One', 0.5],
      ['two.', 0.32],
      ['Three', 0, 1.5],
      ['four.', 1.5, 'bf_emma'],
      ['Five', 0, 1.5, 'bf_emma'],
      ['six', 1, 'bf_emma'],
    ]);
  });

  it('leaves everything else as text', () => {
    for (const text of ['<b>x</b> <break/> <audio src="a"/>', '<prosody rate="much">', '<phoneme ph="1">x']) {
      assert.deepEqual(read(text, 'ssml'), [[text]]);
    }
    assert.deepEqual(
      read('[pause] [rate:very] [link](x) <break time="1s"/>', 'tags').flat()[0],
      '[pause] [rate:very] [link](x) <break time="1s"/>',
    );
    assert.deepEqual(read('<phoneme ph="#">word</phoneme>', 'ssml'), [['word']]);
  });

  it('knows where the text comes from', () => {
    const source = 'a [pause:1s] <b> c';
    const [, last] = [...readMarkup(source, 'tags')];
    const text = last?.text;
    assert.equal(text && source.slice(text.sourceRange(0, text.text.length).start), ' <b> c');
  });

  it('understands times, rates and IPA', () => {
    assert.deepEqual(['1s', '250ms', '1.5s', '999s', '.s'].map(readSeconds), [1, 0.25, 1.5, 60, undefined]);
    assert.deepEqual(['1.2', '80%', '+20%', '-25%', 'x-slow', '9', '+1', 'soon'].map(readRate), [
      1.2,
      0.8,
      1.2,
      0.75,
      0.5,
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual(['ˈtʃeɪn.dʒɪŋ', 'gəʊ', '123', ''].map(phonemesOfIpa), ['ˈʧAnʤɪŋ', 'ɡQ', undefined, undefined]);
  });

  it('takes linear time', function () {
    this.timeout(300_000); // only a guard against hanging
    for (const part of ['<phoneme ph="a"', '<sub alias="', '[pause:', '<', '<voice name="a">', 'a [rate:2] '])
      for (const markup of ['ssml', 'tags'] as const)
        assertLinear(part, (length) => [...readMarkup(repeatTo(length, part), markup)]);
  });
});
