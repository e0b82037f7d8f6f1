import assert from 'node:assert/strict';
import { blocksOf, heard } from './support';

describe('reading JSON', () => {
  it('reads names with their values, and counts lists', () => {
    const source =
      '{ "firstName": "Ada", "age": 36, "tags": ["a", "b"], "none": [], "home": { "city": "London" },\n "users": [{ "id": 1 }, { "id": 2 }] }';
    assert.deepEqual(heard(source, 'json'), [
      ...['item: first Name: Ada', 'item: age: 36', 'item: tags: 2 entries: a, b', 'item: none: empty', 'item: home: '],
      ...['item: city: London', 'item: users: 2 entries: ', 'item: id: 1', 'item: id: 2'],
    ]);
  });

  it('decodes the escapes of strings', () => {
    assert.deepEqual(heard('{"a": "say \\"hi\\" \\u00e9\\n\\\\"}', 'json'), ['item: a: say "hi" é\n\\']);
  });

  it('reads comments, lines of JSON, and what is no JSON at all', () => {
    assert.deepEqual(heard('// Note.\n{"a": 1, /* b */}\n', 'json'), [
      'paragraph:  Note.',
      'item: a: 1',
      'paragraph:  b ',
    ]);
    assert.deepEqual(heard('{"a":1}\n{"a":2}\n', 'json'), ['item: a: 1', 'item: a: 2']);
    for (const source of ['', '{', ']]]', '"a', '{"a":', '/*', 'x y', '\uFEFF[1]', '"\\']) heard(source, 'json');
  });

  it('pauses longer before another level, and reads long lists in parts', () => {
    const [same = 0, deeper = 0] = blocksOf('{"a": 1, "b": {"c": 2}}', 'json').map(({ pause = 0 }) => pause);
    assert.ok(same < deeper);
    assert.ok(blocksOf(JSON.stringify(Array(1000).fill('word')), 'json').every(({ text }) => text.text.length < 150));
  });
});

describe('reading tables of values', () => {
  it('reads each row with the names of its columns', () => {
    const source = 'name,age,"Home Town"\nAda,36,"London, UK"\n"Say ""hi""",7,\n\nx,,z\n';
    assert.deepEqual(heard(source, 'csv'), [
      ...[
        'cell: name: Ada, age: 36, Home Town: London, UK',
        'cell: name: Say "hi", age: 7',
        'cell: name: x, Home Town: z',
      ],
    ]);
  });

  it('finds the delimiter, and does without names', () => {
    assert.deepEqual(heard('1;2,5;3\n4;5;6\n', 'csv'), ['cell: 1, 2,5, 3', 'cell: 4, 5, 6']);
    assert.deepEqual(heard('city\tyear\nRome\t1999', 'csv'), ['cell: city: Rome, year: 1999']);
  });

  it('reads quoted line ends, and survives quotes that are not closed', () => {
    assert.deepEqual(heard('a,b\r\n"x\r\ny",2\r\n', 'csv'), ['cell: a: x\r\ny, b: 2']);
    assert.deepEqual(heard('a,b\n"x,1\ny,2\n', 'csv'), ['cell: a: "x, b: 1', 'cell: a: y, b: 2']);
    assert.deepEqual(heard('a,b\n"x"y,2\n', 'csv'), ['cell: a: xy, b: 2']);
  });

  it('reads a wide row in parts', () => {
    const row = Array.from({ length: 100 }, (_, i) => `value ${i}`).join(',');
    assert.ok(blocksOf(row, 'csv').every(({ text }) => text.text.length < 300));
  });
});

describe('reading logs', () => {
  it('makes each line a sentence, with levels in words, and says a date and a minute once', () => {
    const source = `2024-05-01T12:00:00.123Z ERROR [main] Disk is full
2024-05-01T12:00:41.123Z INFO Retrying now
2024-05-01 12:01:00,000 - app.module - WARNING - slow
May  1 12:02:00 host sshd[12]: Accepted key
12:03:00 [error] no
plain line here

\x1b[31mERROR\x1b[0m: red
    at foo (file.js:1:2)
`;
    assert.deepEqual(heard(source, 'log'), [
      ...['item: 2024-05-01 12:00: error: [main] Disk is full', 'item: info: Retrying now'],
      ...['item: 12:01: app.module - warning: slow', 'item: May  1 12:02: host sshd[12]: Accepted key'],
      ...['item: 12:03: error: no', 'item: plain line here', 'item: error: red', 'item:     at foo (file.js:1:2)'],
    ]);
  });

  it('leaves words that are no levels alone', () => {
    assert.deepEqual(heard('An error occurred: x\nerrors: 3\nwarn: 4', 'log'), [
      ...['item: An error occurred: x', 'item: errors: 3', 'item: warning: 4'],
    ]);
  });
});

describe('reading diffs', () => {
  const DIFF = `diff --git a/src/x.ts b/src/x.ts
index 1..2 100644
--- a/src/x.ts
+++ b/src/x.ts
@@ -1,3 +1,4 @@ fn
 const a = 1;
-let oldName = 2;
+let newName = 3;
+// why not
--- c
 context
diff --git a/README.md b/README.md
--- a/README.md
+++ b/README.md
@@ -1 +1 @@
-# Old
+# New *title*
`;

  it('says for each file what is added and removed, read as the file is', () => {
    assert.deepEqual(heard(DIFF, 'diff'), [
      ...['heading: src/x.ts: 2 lines added, 2 lines removed', 'code: Removed: let old Name equals 2'],
      ...['code: Added: let new Name equals 3', 'paragraph: why not', 'code: Removed: minus minus c'],
      ...['heading: README.md: 1 line added, 1 line removed', 'heading: Removed: Old', 'heading: Added: New title'],
    ]);
  });

  it('reads diffs without git', () => {
    const source =
      'Only a note\n--- old.txt\t2024-01-01\n+++ new.txt\t2024-01-02\n@@ -1 +1 @@\n-x\n+y\n--- b.txt\n+++ b.txt\n@@ -1 +0,0 @@\n-z\n';
    assert.deepEqual(heard(source, 'diff'), [
      ...[
        'paragraph: Only a note',
        'heading: new.txt: 1 line added, 1 line removed',
        'paragraph: Removed: x',
        'paragraph: Added: y',
      ],
      ...['heading: b.txt: 1 line removed', 'paragraph: Removed: z'],
    ]);
  });
});

describe('reading commit messages', () => {
  it('reads the subject as a heading, and not what git adds', () => {
    const source =
      '\nAdd a thing\n\nIt does it well.\nOn two lines.\n# Please enter the message\n- item\n# ------------------------ >8 ------------------------\ndiff --git a b\n';
    assert.deepEqual(heard(source, 'commit'), [
      ...['heading: Add a thing', 'paragraph: It does it well.\nOn two lines.', 'item: - item'],
    ]);
    assert.deepEqual(heard('# only\n# comments', 'commit'), []);
  });
});

describe('reading notebooks', () => {
  it('reads cells as Markdown and code, without their outputs', () => {
    const cells = [
      { cell_type: 'markdown', metadata: { source: 'no' }, source: ['# Title\n', 'Some *text*.'] },
      { outputs: [{ text: ['no'], source: 'no' }], source: 'import numpy\n# note\nmyVar = "\\n"', cell_type: 'code' },
      { cell_type: 'raw', source: 'raw text' },
    ];
    assert.deepEqual(heard(JSON.stringify({ metadata: {}, cells, nbformat: 4 }, undefined, 1), 'notebook'), [
      ...['heading: Title', 'paragraph: Some text.', 'code: import numpy', 'paragraph: note', 'code: my Var equals'],
      'paragraph: raw text',
    ]);
    for (const source of ['', '{', '{"cells": [{', '[]']) assert.deepEqual(heard(source, 'notebook'), []);
  });
});
