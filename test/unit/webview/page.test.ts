import assert from 'node:assert/strict';
import { playerHtml } from '../../../src/webview/host/playerHtml';
import { formatSpeed, formatTime, stepSpeed } from '../../../src/webview/player/format';
import { type PlayerControls, shortcutOf } from '../../../src/webview/player/keyboard';
import { say, translate } from '../../../src/webview/player/strings';

describe('playerHtml', () => {
  const html = (translations?: Record<string, string>): string =>
    playerHtml({
      ...{ script: 'app:/p.js', stretch: 'app:/s.js', style: 'app:/p.css?a="b"&c', cspSource: 'app:' },
      ...{ language: 'ja', translations },
    });

  it('allows only one script, by a fresh nonce, WebAssembly and the extension’s style sheets', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html())?.[1];
    assert.match(
      policy ?? '',
      /^default-src 'none'; script-src 'nonce-[\w+/=]{22,}' 'wasm-unsafe-eval'; style-src app:$/,
    );
    assert.equal(new Set(Array.from({ length: 20 }, () => /nonce="([^"]*)"/.exec(html())?.[1])).size, 20);
  });

  it('has no inline script, style or handler', () => {
    assert.doesNotMatch(html(), /\son\w+=|\sstyle=|<style|javascript:/i);
    assert.equal(html().match(/<script/g)?.length, 1);
    assert.match(html(), /<script nonce="[^"]+" src="app:\/p\.js"><\/script>/);
  });

  it('passes translations to the page, which shows English where there is none', () => {
    assert.match(html(), /<html lang="en">/);
    const translated = html({ Play: '再生', '−{0} at {1}': '{1}で残り"{0}"' });
    assert.match(translated, /<html lang="ja">/);
    const json = /data-strings="([^"]*)"/.exec(translated)?.[1]?.replaceAll('&quot;', '"');
    translate(json);
    try {
      assert.equal(say('play'), '再生');
      assert.equal(say('remaining', '1:00', '2×'), '2×で残り"1:00"');
      assert.equal(say('pause'), 'Pause');
    } finally {
      translate('{}');
    }
  });

  it('escapes addresses', () => {
    assert.ok(html().includes('href="app:/p.css?a=&quot;b&quot;&amp;c"'));
  });
});

describe('format', () => {
  it('steps to the next multiple of 0.05 within the limits', () => {
    assert.equal(stepSpeed(1, 1), 1.05);
    assert.equal(stepSpeed(1.15, -1), 1.1);
    assert.equal(stepSpeed(1.13, 1), 1.15);
    assert.equal(stepSpeed(1.13, -1), 1.1);
    assert.equal(stepSpeed(3, 1), 3);
    assert.equal(stepSpeed(0.5, -1), 0.5);
    let speed = 0.5;
    for (let i = 0; i < 50; i++) speed = stepSpeed(speed, 1);
    assert.equal(speed, 3);
  });

  it('formats speeds and times', () => {
    assert.equal(formatSpeed(1.25), '1.25×');
    assert.equal(formatTime(7.9), '0:07');
    assert.equal(formatTime(754), '12:34');
    assert.equal(formatTime(3723), '1:02:03');
  });
});

describe('shortcutOf', () => {
  const press = (key: string, target = 'body', modifier?: 'ctrlKey' | 'shiftKey'): string[] => {
    const done: string[] = [];
    const record = (name: string) => (value?: string | number) =>
      void done.push(value === undefined ? name : `${name} ${String(value)}`);
    const controls: PlayerControls = {
      toggle: record('toggle'),
      resume: record('resume'),
      pause: record('pause'),
      stop: record('stop'),
      setSpeed: record('setSpeed'),
      stepSpeed: record('stepSpeed'),
      setVoice: record('setVoice'),
      openGallery: record('openGallery'),
      playSample: record('playSample'),
      setFavourite: record('setFavourite'),
      saveBlend: record('saveBlend'),
      setVolume: record('setVolume'),
      setSleep: record('setSleep'),
      setPauseAfter: record('setPauseAfter'),
      skip: record('skip'),
      seek: record('seek'),
      readCode: record('readCode'),
      continueReading: record('continueReading'),
      request: record('request'),
    };
    const modifiers = { ctrlKey: false, shiftKey: false, metaKey: false, altKey: false };
    if (modifier) modifiers[modifier] = true;
    shortcutOf({ key, ...modifiers }, target)?.(controls);
    return done;
  };

  it('maps the keys of the player', () => {
    for (const key of [' ', 'k', 'K']) assert.deepEqual(press(key), ['toggle']);
    for (const key of ['Escape', 's']) assert.deepEqual(press(key), ['stop']);
    for (const key of ['+', '=', ']']) assert.deepEqual(press(key), ['stepSpeed 1']);
    for (const key of ['-', '[']) assert.deepEqual(press(key), ['stepSpeed -1']);
    assert.deepEqual(press('ArrowLeft'), ['skip previousSentence']);
    assert.deepEqual(press('ArrowRight'), ['skip nextSentence']);
    assert.deepEqual(press('ArrowLeft', 'body', 'shiftKey'), ['skip previousParagraph']);
    assert.deepEqual(press('ArrowRight', 'body', 'shiftKey'), ['skip nextParagraph']);
    assert.deepEqual(press('h'), ['skip nextHeading']);
    assert.deepEqual(press('H', 'body', 'shiftKey'), ['skip previousHeading']);
    assert.deepEqual(press('r'), ['skip repeatSentence']);
    assert.deepEqual(press('Home'), ['seek 0']);
  });

  it('leaves other keys to the page and VS Code', () => {
    for (const key of ['a', 'Enter', 'Tab', 'constructor']) assert.deepEqual(press(key), []);
    assert.deepEqual(press('k', 'body', 'ctrlKey'), []);
    assert.deepEqual(press(' ', 'button'), []);
    for (const key of ['ArrowLeft', 'Home']) assert.deepEqual(press(key, 'range'), []);
    assert.deepEqual(press(' ', 'range'), ['toggle']);
    for (const key of ['s', 'ArrowLeft', 'Escape']) assert.deepEqual(press(key, 'input'), []);
    assert.deepEqual(press('k', 'button'), ['toggle']);
  });
});
