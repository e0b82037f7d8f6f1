import assert from 'node:assert/strict';
import { leadingComment } from '../../../src/document/code/leadingComment';
import { formatOfFile, formatOfLanguage, isFormat } from '../../../src/document/formats';
import { problemsText } from '../../../src/document/problems';
import { LANGUAGES } from '../../../src/language/languages';
import { blocksOf } from './support';

describe('formats', () => {
  it('follow from a language of VS Code or the ending of a name', () => {
    const ids = { markdown: 'markdown', mdx: 'markdown', jsonc: 'json', 'git-commit': 'commit', scminput: 'commit' };
    for (const [id, format] of Object.entries(ids)) assert.equal(formatOfLanguage(id), format);
    assert.equal(formatOfLanguage('typescriptreact'), 'code:typescriptreact');
    assert.equal(formatOfLanguage('constructor'), 'plain');
    const files = {
      'a.MD': 'markdown',
      '/x.y/b.tsv': 'csv',
      'c.patch': 'diff',
      'd.ipynb': 'notebook',
      'e.py': 'code:python',
    };
    for (const [file, format] of Object.entries(files)) assert.equal(formatOfFile(file), format);
    for (const file of ['notes', 'a.txt', '.gitignored', 'x.toString', 'b.']) assert.equal(formatOfFile(file), 'plain');
    assert.equal(formatOfFile('src/Dockerfile'), 'code:dockerfile');
    assert.equal(formatOfFile('.git/COMMIT_EDITMSG'), 'commit');
  });

  it('have names', () => {
    for (const name of ['plain', 'json', 'code:python']) assert.ok(isFormat(name), name);
    for (const name of ['', 'code', 'code:', 'code:nothing', 'toString']) assert.ok(!isFormat(name), name);
  });

  it('read an agent’s reply without code, and long tables in short', () => {
    const table = (rows: number): string => `| File | Size |\n|---|---|\n${'| a | 1 |\n'.repeat(rows)}\n`;
    const source = `Done.\n\n\`\`\`js\nx\n\`\`\`\n\n${table(4)}Then:\n\n${table(3)}See [the page](https://x.org).\n`;
    const heard = (codeBlocks: 'read' | 'skip'): string[] =>
      blocksOf(source, 'reply', { codeBlocks }).map(({ text }) => text.text);
    const rest = ['File, Size', '4 entries.', 'Then:', 'File, Size', 'a, 1', 'a, 1', 'a, 1', 'See the page.'];
    assert.deepEqual(heard('read'), ['Done.', 'Code block, JavaScript, 1 line, skipped.', ...rest]);
    assert.deepEqual(heard('skip'), ['Done.', ...rest]);
    const notice = blocksOf(source, 'reply').find(({ text }) => text.text === '4 entries.');
    assert.match(source.slice(notice?.text.sourceRange(0, 1).start), /^\| a \| 1 \|\n(?:.*\n){3}\n/);
  });

  it('are read in every language of Kokoro', () => {
    for (const { code, phrases } of Object.values(LANGUAGES)) {
      assert.equal(phrases.formulas.greek.length, 24, code);
      for (const names of [phrases.operators, phrases.docTags, phrases.levels]) {
        for (const [name, text] of Object.entries<string>({ ...names }))
          assert.notEqual(text.trim(), '', `${code}: ${name}`);
      }
      assert.equal(
        blocksOf('{"a": [1, 2]}', 'json', { language: code })[0]?.text.text,
        `a: ${phrases.entries(2)}: 1, 2`,
      );
    }
  });
});

describe('leadingComment', () => {
  it('finds the comment directly above', () => {
    const source = '// far\n\n/** Near. */\n// too\nfunction f() {}\n';
    const start = source.indexOf('function');
    assert.equal(leadingComment(source, start, 'typescript'), source.indexOf('/** Near'));
    assert.equal(leadingComment('/* no */\n\nlet a', 10, 'typescript'), 10);
    assert.equal(leadingComment('let b; // no\n', 6, 'typescript'), 6);
    assert.equal(leadingComment('# x\ny', 4, 'unknown'), 4);
  });
});

describe('problemsText', () => {
  const { phrases } = LANGUAGES['en-us'];

  it('says the nearest problem first, with its level, line and origin', () => {
    const problems = [
      { level: 'hint', line: 1, message: 'Unused' },
      { level: 'error', line: 12, message: 'Cannot find name “x”.\n  Did you mean y?', source: 'ts', code: '2304' },
      { level: 'warning', line: 9, message: 'Old', source: 'lint' },
    ] as const;
    assert.equal(
      problemsText(problems, 11, phrases),
      'Error, line 12: Cannot find name “x”.\nDid you mean y? ts 2304.\n\nWarning, line 9: Old. lint.\n\nHint, line 1: Unused.',
    );
    assert.equal(problemsText(problems.slice(0, 1), 1, LANGUAGES.ja.phrases), 'ヒント, 1行目: Unused.');
  });
});
