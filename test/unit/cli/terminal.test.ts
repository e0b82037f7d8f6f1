import assert from 'node:assert/strict';
import { printable } from '../../../src/cli/terminal';

describe('what is printed on a terminal', () => {
  it('shows control characters and marks of direction instead of sending them', () => {
    assert.equal(printable('\u001b[31mred\u001b]0;title\u0007'), '\\u001b[31mred\\u001b]0;title\\u0007');
    assert.equal(printable('a\rb\bc\u007f\u009b2J'), 'a\\u000db\\u0008c\\u007f\\u009b2J');
    assert.equal(printable('evil\u202efdp.exe'), 'evil\\u202efdp.exe');
  });

  it('leaves text, lines and tabs as they are', () => {
    const text = 'Grüße,\t你好 नमस्ते 👩‍🚀\nhəlˈO wˈɜɹld!\n';
    assert.equal(printable(text), text);
  });
});
