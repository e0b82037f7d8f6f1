import assert from 'node:assert/strict';
import { detectLanguage, languageOfSentences, languagesIn } from '../../../src/language/detectLanguage';
import { assertLinear, repeatTo } from '../../support/linearTime';

describe('detectLanguage', () => {
  it('recognizes languages by script and short words', () => {
    const texts = {
      'en-us': 'This is the guide for people who want to build it from source and run the tests.',
      es: 'Esta es la guía para los que quieren compilar el proyecto y también ejecutar las pruebas.',
      fr: 'Voici le guide pour ceux qui veulent compiler le projet et lancer les tests dans une machine.',
      it: 'Questa è la guida per chi vuole compilare il progetto e anche eseguire i test della libreria con una macchina.',
      'pt-br':
        'Este é o guia para quem não quer compilar o projeto, mas também executar os testes da biblioteca com uma máquina.',
      zh: '这是给想要自己编译项目的人看的指南。',
      ja: 'これは自分でビルドしたい人のための案内です。',
      hi: 'यह उन लोगों के लिए मार्गदर्शिका है।',
    };
    for (const [code, text] of Object.entries(texts)) assert.equal(detectLanguage(text), code, text);
  });

  it('is undefined for short text, mixed text and code', () => {
    for (const text of ['', 'npm install', 'OK', '1 2 3', '```\nthe and of to is that for\n```'])
      assert.equal(detectLanguage(text), undefined, text);
  });

  it('says nothing when two languages are almost equally frequent', () => {
    const english = 'This is the guide for people who want to build it.';
    const spanish = 'Esta es la guía para los que quieren compilar el proyecto.';
    assert.equal(detectLanguage(english), 'en-us');
    assert.equal(detectLanguage(spanish), 'es');
    assert.equal(detectLanguage(`${english} ${spanish}`), undefined);
  });

  it('tells the languages of the sentences of a text, in linear time', () => {
    const text =
      'This is the first of the sentences. Esta es la segunda, que no está sola. OK.\n\nこれは日本語の文です。';
    assert.deepEqual([...languagesIn(text)], ['en-us', 'es', 'ja']);
    assertLinear('a paragraph of tiny sentences', (length) => void languagesIn(repeatTo(length, 'a.')), 100_000);
  });

  it('takes the language of the paragraph for a sentence that is too short to tell', () => {
    const languageOf = languageOfSentences('Esta es la guía para los que quieren compilar el proyecto. Muy bien.');
    assert.equal(languageOf('Muy bien.'), 'es');
    assert.equal(languageOf('This is the one.'), 'en-us');
    assert.equal(languageOfSentences('Muy bien.')('Muy bien.'), undefined);
  });
});
