import assert from 'node:assert/strict';
import { appendToList, listValues, removeFromList, UneditableJson } from '../../../src/agents/hooks/jsonList';

const PATH = ['hooks', 'Stop'];
const OURS = { hooks: [{ type: 'command', command: 'ours' }] };
const isOurs = (value: unknown): boolean => JSON.stringify(value) === JSON.stringify(OURS);

/** Settings as people keep them. */
const SETTINGS: Record<string, string> = {
  'an empty object': '{}\n',
  'a single line': '{"model": "opus", "hooks": {"Stop": [{"hooks": []}]}}',
  'no end of line': '{\n  "model": "opus"\n}',
  'other settings': '{\n  "model": "opus",\n  "permissions": { "allow": ["Bash(npm run *)"] }\n}\n',
  'tabs and CRLF': '{\r\n\t"model": "opus",\r\n\t"env": {\r\n\t\t"A": "1"\r\n\t}\r\n}\r\n',
  'four spaces': '{\n    "model": "opus"\n}\n',
  'a byte order mark': '\uFEFF{\n  "model": "opus"\n}\n',
  comments: '{\n  // my model\n  "model": "opus", // not sonnet\n  /* the rest */ "a": 1 // last\n}\n',
  'a trailing comma': '{\n  "model": "opus", // mine\n}\n',
  'other events':
    '{\n  "hooks": {\n    "PreToolUse": [\n      { "matcher": "Bash", "hooks": [] } // mine\n    ]\n  }\n}\n',
  'other hooks of the event':
    '{\n  "hooks": {\n    "Stop": [\n      // a bell\n      { "hooks": [{ "type": "command", "command": "printf \'\\\\a\'" }] } // rings\n    ] // all\n  },\n  "z": 1\n}\n',
};

describe('appendToList and removeFromList', () => {
  for (const [name, text] of Object.entries(SETTINGS)) {
    it(`change nothing else: ${name}`, () => {
      const installed = appendToList(text, PATH, OURS);
      assert.ok(isOurs(listValues(installed, PATH).at(-1)));
      assert.equal(removeFromList(installed, PATH, isOurs), text);
    });
  }

  it('indent what is added as the text is', () => {
    const text = '{\r\n\t"model": "opus"\r\n}\r\n';
    const added = appendToList(text, ['hooks', 'Stop'], { command: 'ours' });
    assert.equal(
      added,
      '{\r\n\t"model": "opus",\r\n\t"hooks": {\r\n\t\t"Stop": [\r\n\t\t\t{\r\n\t\t\t\t"command": "ours"\r\n\t\t\t}\r\n\t\t]\r\n\t}\r\n}\r\n',
    );
  });

  it('keep comments around what is removed, wherever it is', () => {
    const text = '{ "hooks": { "Stop": [ /* a */ 1, /* b */ 2 /* c */, /* d */ 3 /* e */ ] } }';
    const without = (...values: number[]): string =>
      removeFromList(text, PATH, (value) => values.includes(value as number));
    assert.equal(without(1), '{ "hooks": { "Stop": [ /* a */ /* b */ 2 /* c */, /* d */ 3 /* e */ ] } }');
    assert.equal(without(2), '{ "hooks": { "Stop": [ /* a */ 1, /* b */ /* c */ /* d */ 3 /* e */ ] } }');
    assert.equal(without(3), '{ "hooks": { "Stop": [ /* a */ 1, /* b */ 2 /* c */ /* d */ /* e */ ] } }');
    assert.equal(without(1, 2, 3), '{ "hooks": { "Stop": [ /* a */ /* b */ /* c */ /* d */ /* e */ ] } }');
  });

  it('remove what has become empty, but nothing that others share', () => {
    const text = appendToList('', PATH, OURS);
    assert.equal(removeFromList(text, PATH, isOurs), '{}\n');
    assert.equal(
      removeFromList('{"hooks": {"A": [], "Stop": [1]}}', PATH, () => true),
      '{"hooks": {"A": []}}',
    );
  });

  it('find every entry that is meant, and no other', () => {
    const twice = appendToList(appendToList('{"hooks": {"Stop": [0]}}', PATH, OURS), PATH, OURS);
    assert.deepEqual(listValues(removeFromList(twice, PATH, isOurs), PATH), [0]);
    assert.equal(removeFromList('{"hooks": {}}', PATH, isOurs), '{"hooks": {}}');
  });

  it('refuse broken JSON and unexpected values, and say where', () => {
    const refuses = (text: string, message: RegExp): void => {
      for (const edit of [() => appendToList(text, PATH, OURS), () => removeFromList(text, PATH, isOurs)])
        assert.throws(edit, (error: unknown) => error instanceof UneditableJson && message.test(error.message), text);
    };
    refuses('{\n  "model": "opus"\n  "hooks": {}\n}', /line 3 is not valid JSON/);
    refuses('{ "hooks": {', /line 1 is not valid JSON/);
    refuses('[]', /the text is not an object/);
    refuses('{ "hooks": [] }', /hooks is not an object/);
    refuses('{ "hooks": { "Stop": {} } }', /hooks\.Stop is not an array/);
  });
});
