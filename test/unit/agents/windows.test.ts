import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { connectToWindow } from '../../../src/agents/windows';
import { Window } from './window';

describe('the window to speak in', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kokoro-windows-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  async function chosen(preferred?: string): Promise<string | undefined> {
    const found = await connectToWindow(folder, new Set(), preferred);
    found?.socket.destroy();
    return found?.name;
  }

  it('is the preferred one while it is open, otherwise the one that had the focus last', async () => {
    const own = await Window.open(folder);
    const other = await Window.open(folder);
    await setTimeout(20); // times of files are kept in milliseconds or less exactly
    other.socket.focused();
    assert.equal(await chosen(own.socket.name), own.socket.name);
    assert.equal(await chosen(), other.socket.name);
    own.close();
    assert.equal(await chosen(own.socket.name), other.socket.name);
    other.close();
    assert.equal(await chosen(own.socket.name), undefined);
  });
});
