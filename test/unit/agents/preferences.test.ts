import assert from 'node:assert/strict';
import type { AgentMessage } from '../../../src/agents/message';
import { type AgentPreferences, applyPreferences, NO_PREFERENCES } from '../../../src/agents/preferences';

const MESSAGE: AgentMessage = { text: 'Done.', format: 'markdown', agent: 'Claude Code', session: 'web 3f2a' };
const apply = (chosen: Partial<AgentPreferences>, message = MESSAGE): AgentMessage | 'muted' =>
  applyPreferences(message, { ...NO_PREFERENCES, ...chosen });
const voiceOf = (chosen: Partial<AgentPreferences>, message = MESSAGE): string | undefined => {
  const applied = apply(chosen, message);
  assert.ok(applied !== 'muted');
  return applied.voice;
};

describe('the user’s choices for agents', () => {
  it('leave a message as it is when nothing is chosen', () => {
    assert.deepEqual(apply({}), MESSAGE);
    assert.equal(voiceOf({ voices: { Codex: 'am_adam', 'Claude Code': ' ' } }), undefined);
  });

  it('give an agent its voice, however a program writes its name', () => {
    const voices = { 'Claude Code': 'am_michael' };
    assert.equal(voiceOf({ voices }), 'am_michael');
    assert.equal(voiceOf({ voices }, { ...MESSAGE, agent: 'claude-code' }), 'am_michael');
    assert.equal(voiceOf({ voices }, { ...MESSAGE, agent: 'Claude' }), undefined);
  });

  it('prefer a voice for the session to one for its agent, and the message’s own to both', () => {
    const voices = { 'Claude Code': 'am_michael', 'Claude Code/web 3f2a': 'bf_emma' };
    assert.equal(voiceOf({ voices }), 'bf_emma');
    assert.equal(voiceOf({ voices }, { ...MESSAGE, session: 'other' }), 'am_michael');
    assert.equal(voiceOf({ voices }, { ...MESSAGE, voice: 'af_sky' }), 'af_sky');
  });

  it('mute an agent with all its sessions, or one session', () => {
    const other = { ...MESSAGE, session: 'other' };
    assert.equal(apply({ muted: ['claude-code'] }), 'muted');
    assert.equal(apply({ muted: ['Claude Code/web 3f2a'] }), 'muted');
    assert.deepEqual(apply({ muted: ['Claude Code/web 3f2a', 'Codex'] }, other), other);
  });

  it('give agents distinct voices of the user’s language, the same ones each time, if the user wants that', () => {
    const agents = ['Claude Code', 'Codex', 'Copilot', 'Cursor', 'Zed'];
    const voices = (voice: string) =>
      agents.map((agent) => voiceOf({ distinctVoices: true, voice }, { ...MESSAGE, agent }) ?? '');
    for (const [voice, letter] of [
      ['bf_emma', 'b'],
      ['jf_alpha*0.5+jm_kumo*0.5', 'j'],
    ] as const) {
      const given = voices(voice);
      assert.deepEqual(given, voices(voice));
      assert.ok(new Set(given).size > 1, given.join());
      for (const name of given) assert.ok(name.startsWith(letter) && !voice.startsWith(name), name);
    }
    assert.equal(voiceOf({ distinctVoices: true, voices: { 'Claude Code': 'am_puck' } }), 'am_puck');
    assert.equal(voiceOf({ distinctVoices: true, voice: 'ff_siwis' }), undefined, 'French has one voice');
    assert.equal(voiceOf({ distinctVoices: true, voice: 'my blend' }), undefined);
  });
});
