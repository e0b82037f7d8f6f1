import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentPreferences, NO_PREFERENCES } from '../../../src/agents/preferences';
import { preferencesFile, readPreferences, writePreferences } from '../../../src/agents/preferencesFile';

describe('the file of choices for agents', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kokoro-agents-'));
    file = join(folder, 'settings', 'agents.json');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('gives back what the extension has written', async () => {
    const chosen: AgentPreferences = {
      ...{ voices: { Codex: 'am_adam' }, muted: ['Zed'], distinctVoices: true, voice: 'bf_emma' },
      read: 'firstSentence',
    };
    await writePreferences(file, chosen);
    assert.deepEqual(await readPreferences(file), chosen);
    await writePreferences(file, { ...chosen, muted: [] });
    assert.deepEqual((await readPreferences(file)).muted, []);
    assert.deepEqual(readdirSync(join(folder, 'settings')), ['agents.json']);
  });

  it('may be missing, or have only some of the choices', async () => {
    assert.deepEqual(await readPreferences(file), NO_PREFERENCES);
    const own = join(folder, 'own.json');
    writeFileSync(own, '{ "muted": ["Codex"] }');
    assert.deepEqual(await readPreferences(own), { ...NO_PREFERENCES, muted: ['Codex'] });
  });

  it('is refused by name when it has a mistake', async () => {
    const own = join(folder, 'own.json');
    for (const text of [
      '{',
      '[]x',
      '3',
      '{"voices": 3}',
      '{"voices": {"a": 1}}',
      '{"muted": "Codex"}',
      '{"muted": [1]}',
      '{"distinctVoices": 1}',
      '{"read": "all"}',
      '{"voice": null}',
    ]) {
      writeFileSync(own, text);
      await assert.rejects(
        readPreferences(own),
        { code: 'agents-file-invalid', message: /own\.json cannot be used/ },
        text,
      );
    }
    await assert.rejects(readPreferences(folder), { code: 'agents-file-invalid' });
    assert.equal(readFileSync(own, 'utf8'), '{"voice": null}', 'it is not changed');
  });

  it('is beside the launcher, or where KOKORO_AGENTS says', () => {
    assert.equal(preferencesFile({ KOKORO_AGENTS: '/x/y.json' }), '/x/y.json');
    assert.equal(preferencesFile({ KOKORO_AGENTS: '' }, '/home/me'), join('/home/me', '.kokoro', 'agents.json'));
  });
});
