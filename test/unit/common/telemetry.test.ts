import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { removeTelemetryFiles, telemetryFolder } from '../../../src/common/telemetry';

const FILES = ['deviceid', 'onnxruntime.db', 'onnxruntime.db-wal', 'onnxruntime.db.ses'];

describe('the telemetry files of ONNX Runtime', () => {
  let home: string;
  let ours: string;
  let folder: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'kokoro-telemetry-'));
    ours = join(home, 'ours');
    folder = telemetryFolder({ HOME: home }, 'linux') ?? assert.fail('there is none');
  });
  afterEach(() => rmSync(home, { recursive: true }));

  /** Creates the files with a time this many seconds from now. */
  function keep(seconds: number): void {
    mkdirSync(folder, { recursive: true });
    for (const name of FILES) writeFileSync(join(folder, name), name);
    const time = Date.now() / 1000 + seconds;
    utimesSync(join(folder, 'deviceid'), time, time);
  }

  it('are removed once, with folders that become empty', async () => {
    mkdirSync(ours);
    keep(1);
    await removeTelemetryFiles(ours, folder);
    assert.ok(!existsSync(join(home, '.cache', 'Microsoft')));
    keep(1);
    await removeTelemetryFiles(ours, folder);
    assert.deepEqual(readdirSync(folder).sort(), FILES, 'another program has made it since');
  });

  it('are removed without the folders of other tools', async () => {
    mkdirSync(ours);
    keep(1);
    writeFileSync(join(dirname(folder), 'other'), '');
    await removeTelemetryFiles(ours, folder);
    assert.deepEqual(readdirSync(dirname(folder)), ['other']);
  });

  it('stay if they are older than our cache', async () => {
    mkdirSync(ours);
    keep(-60);
    await removeTelemetryFiles(ours, folder);
    assert.deepEqual(readdirSync(folder).sort(), FILES);
  });

  it('stay if we have no cache', async () => {
    keep(1);
    await removeTelemetryFiles(ours, folder);
    await removeTelemetryFiles(ours, folder);
    assert.deepEqual(readdirSync(folder).sort(), FILES);
  });

  it('stay if another file is beside them', async () => {
    mkdirSync(ours);
    keep(1);
    writeFileSync(join(folder, 'settings.json'), '{}');
    await removeTelemetryFiles(ours, folder);
    assert.deepEqual(readdirSync(folder).sort(), [...FILES, 'settings.json']);
  });

  it('are looked for where ONNX Runtime stores them', () => {
    const rest = join('Microsoft', 'DeveloperTools', '.onnxruntime');
    assert.equal(telemetryFolder({ HOME: '/home/a' }, 'linux'), join('/home/a/.cache', rest));
    assert.equal(telemetryFolder({ HOME: '/home/a', XDG_CACHE_HOME: '/cache' }, 'linux'), join('/cache', rest));
    assert.equal(telemetryFolder({ HOME: '/Users/a' }, 'darwin'), join('/Users/a/Library/Application Support', rest));
    assert.equal(telemetryFolder({}, 'win32'), undefined);
  });
});
