import assert from 'node:assert/strict';
import { printable, ProgressBar } from '../../../src/cli/terminal';
import { FakeStream } from './fakeStream';

describe('text printed on a terminal', () => {
  it('has its control characters and direction marks escaped', () => {
    assert.equal(printable('\u001b[31mred\u001b]0;title\u0007'), '\\u001b[31mred\\u001b]0;title\\u0007');
    assert.equal(printable('a\rb\bc\u007f\u009b2J'), 'a\\u000db\\u0008c\\u007f\\u009b2J');
    assert.equal(printable('evil\u202efdp.exe'), 'evil\\u202efdp.exe');
  });

  it('keeps letters, line feeds and tabs', () => {
    const text = 'Grüße,\t你好 नमस्ते 👩‍🚀\nhəlˈO wˈɜɹld!\n';
    assert.equal(printable(text), text);
  });
});

describe('ProgressBar', () => {
  it('fits a terminal by shrinking the bar, not the text', () => {
    const terminal = new FakeStream(80);
    const label = 'Waiting for another window to download the checkpoint (kokoro-v1_0.pth)…';
    new ProgressBar(terminal).show(label, 0.42);
    assert.equal(terminal.line, `42 %  ${label}`);
    new ProgressBar(terminal).show(label.slice(0, 60), 0.5);
    assert.equal(terminal.line, `██████░░░░░  50 %  ${label.slice(0, 60)}`);
  });

  it('writes each label once where there is no terminal', () => {
    const file = new FakeStream();
    const bar = new ProgressBar(file);
    for (const share of [0, 0.5, 1]) bar.show('Downloading', share, `${share} MB`);
    bar.show('', 1, '2 s');
    bar.clear();
    assert.equal(file.text, 'Downloading\n');
  });
});
