import assert from 'node:assert/strict';
import { MAX_MESSAGE_CHARACTERS, parseMessage } from '../../../src/agents/message';
import { KokoroError } from '../../../src/common/errors';

const MESSAGE = { text: 'Done.', format: 'markdown', agent: 'Claude Code' };

describe('a message of an agent', () => {
  it('is taken over with what is known, and nothing else', () => {
    const whole = { ...MESSAGE, session: 's1', voice: 'bf_emma', speed: 1.2 };
    assert.deepEqual(parseMessage({ ...whole, other: 1 }), whole);
    assert.deepEqual(parseMessage({ ...MESSAGE, text: 'x'.repeat(MAX_MESSAGE_CHARACTERS) }).agent, 'Claude Code');
  });

  for (const [what, value, code] of [
    ['is no object', 'Done.', 'message-invalid'],
    ['has no text', { ...MESSAGE, text: 1 }, 'message-invalid'],
    ['has an unknown format', { ...MESSAGE, format: 'html' }, 'message-invalid'],
    ['has no agent', { ...MESSAGE, agent: '' }, 'message-invalid'],
    ['has an agent with a line feed', { ...MESSAGE, agent: 'a\nb' }, 'message-invalid'],
    ['has a voice with a long name', { ...MESSAGE, voice: 'x'.repeat(201) }, 'message-invalid'],
    ['is too fast', { ...MESSAGE, speed: 3.1 }, 'message-invalid'],
    ['is too slow', { ...MESSAGE, speed: Number.NaN }, 'message-invalid'],
    ['is too long', { ...MESSAGE, text: 'x'.repeat(MAX_MESSAGE_CHARACTERS + 1) }, 'message-too-long'],
  ] as const)
    it(`is refused if it ${what}`, () => {
      assert.throws(
        () => parseMessage(value),
        (error) => error instanceof KokoroError && error.code === code,
      );
    });
});
