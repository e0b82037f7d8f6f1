import assert from 'node:assert/strict';
import { PlaceStore } from '../../../src/reading/placeStore';
import type { Place } from '../../../src/reading/reader';
import { sentences, textOf } from './fakes';

const URI = 'file:///test.txt';
const TEXT = sentences(30);

describe('PlaceStore', () => {
  let saved: Map<string, unknown>;
  let store: PlaceStore;
  const open = (): PlaceStore =>
    new PlaceStore(
      {
        get: (key) => saved.get(key),
        update: (key, value) => {
          saved.set(key, JSON.parse(JSON.stringify(value)));
          return Promise.resolve();
        },
      },
      (error) => assert.fail(String(error)),
    );
  const place = (from: number, text = textOf(TEXT)): Place => ({ text, from, secondsLeft: 60 });

  beforeEach(() => {
    saved = new Map();
    store = open();
  });

  it('remembers a place after a restart, in an edited document', () => {
    store.save(place(TEXT.indexOf('c10')));
    const edited = `Something new. ${TEXT.replace('a02', 'changed')}`;
    assert.equal(open().find(URI, edited), edited.indexOf('c10'));
  });

  it('keeps the last place of each document, and the newest 50 documents', () => {
    for (let i = 0; i < 60; i++) {
      const text = { ...textOf(TEXT), source: { uri: `file:///${i}.txt`, offset: 0, whole: true } };
      store.save(place(10, text));
      store.save(place(20, text));
    }
    assert.equal(store.all.length, 50);
    assert.equal(store.all[0]?.uri, 'file:///59.txt');
    assert.equal(store.all[0].offset, 20);
  });

  it('forgets a document that was read to its end', () => {
    store.save(place(10));
    store.remove(URI);
    assert.equal(open().find(URI, TEXT), undefined);
  });

  it('remembers nothing of a selection or of a text without a document', () => {
    store.save(place(10, { ...textOf(TEXT), source: { uri: URI, offset: 5, whole: false } }));
    store.save(place(10, { text: TEXT, format: 'plain', title: 'Sample' }));
    assert.deepEqual(store.all, []);
  });

  it('ignores what it did not save', () => {
    saved.set('kokoro.places', [{ uri: 1 }, 'x', null]);
    assert.deepEqual(open().all, []);
  });
});
