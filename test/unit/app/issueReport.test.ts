import assert from 'node:assert/strict';
import { withoutTexts } from '../../../src/app/issueReport';

describe('an issue report', () => {
  it('leaves out what was read aloud, even if its end is cut off', () => {
    assert.equal(
      withoutTexts('The model made no sound of “My secret\nplan”. Next: “another” and “a cut'),
      'The model made no sound of “…”. Next: “…” and “…”',
    );
  });
});
