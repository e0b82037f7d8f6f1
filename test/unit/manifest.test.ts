import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SPEAK_INPUT, TOOLS } from '../../src/agents/mcp/tools';
import { ERROR_CODES, type ErrorCode } from '../../src/common/errors';
import { LANGUAGE_CODES, LANGUAGES } from '../../src/language/languages';
import { VOICES } from '../../src/language/voices';
import { VOICE_PURPOSES } from '../../src/speech/otherVoices';
import { SKIPS } from '../../src/webview/protocol';

interface Property {
  type: unknown;
  default: unknown;
  enum?: string[];
  enumDescriptions?: string[];
  pattern?: string;
  examples?: string[];
  properties?: Record<string, Property>;
  additionalProperties?: Property | false;
  minimum?: number;
  maximum?: number;
  scope?: string;
  deprecationMessage?: string;
}
interface Manifest {
  contributes: {
    commands: { command: string }[];
    keybindings: { command: string; key: string; mac: string; when: string }[];
    menus: Record<string, { command: string }[]>;
    colors: { id: string }[];
    configuration: { properties: Record<string, Property> };
    languageModelTools: { name: string; modelDescription: string; inputSchema: unknown }[];
    mcpServerDefinitionProviders: { id: string }[];
  };
  capabilities: { untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } };
  extensionKind: string[];
}

const read = (...path: string[]): string => readFileSync(join(__dirname, '..', '..', ...path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const { commands, keybindings, menus, colors, configuration } = manifest.contributes;
const names = (list: { command: string }[]): string[] => list.map(({ command }) => command).sort();

describe('package.json', () => {
  it('declares exactly the commands that the code registers', () => {
    const files = readdirSync(join(__dirname, '..', '..', 'src', 'commands'));
    const ids = files.flatMap((file) => [...read('src', 'commands', file).matchAll(/\bid(?: =|:) '(kokoro\.[^']+)'/g)]);
    const skips = SKIPS.map((skip) => `kokoro.${skip}`);
    assert.deepEqual(names(commands), [...ids.map((match) => match[1]), ...skips].sort());
  });

  it('binds keys and menus to commands that exist', () => {
    const known = new Set(names(commands));
    for (const { command } of [...keybindings, ...Object.values(menus).flat()]) assert.ok(known.has(command), command);
  });

  it('binds each key once in each place, and keys that control a reading only while there is one', () => {
    const controls = /Sentence|Paragraph|Heading|pauseResume|stop|faster|slower|louder|quieter|sleepTimer|followSpoken/;
    for (const system of ['key', 'mac'] as const)
      assert.equal(
        new Set(
          keybindings.map(
            (binding) => `${binding[system]} ${/^terminalFocus$|!kokoro\.reading/.exec(binding.when)?.[0]}`,
          ),
        ).size,
        keybindings.length,
        system,
      );
    for (const { command, when, key, mac } of keybindings) {
      if (controls.test(command)) assert.equal(when, 'kokoro.reading', command);
      assert.ok(!TAKEN_KEYS.has(key) && !TAKEN_KEYS.has(mac), `${command}: VS Code uses ${key} or ${mac}`);
    }
  });

  it('declares exactly the settings that the code reads', () => {
    const list = /export const SETTINGS = \[(.*?)\]/s.exec(read('src', 'config.ts'))?.[1] ?? '';
    const read_ = [...list.matchAll(/'([^']+)'/g)].map((match) => `kokoro.${match[1] ?? ''}`);
    assert.deepEqual(Object.keys(configuration.properties).sort(), read_.sort());
  });

  it('declares exactly the colors that the code uses', () => {
    const used = [...read('src', 'ui', 'highlight.ts').matchAll(/ThemeColor\('([^']+)'\)/g)].map((match) => match[1]);
    assert.deepEqual(colors.map(({ id }) => id).sort(), [...new Set(used)].sort());
  });

  it('offers language models the tool and the server that the code registers', () => {
    const { languageModelTools, mcpServerDefinitionProviders } = manifest.contributes;
    const named = (file: string, constant: string): string | undefined =>
      new RegExp(`const ${constant} = '([^']+)'`).exec(read('src', 'ui', file))?.[1];
    const [speak] = TOOLS;
    assert.deepEqual(
      languageModelTools.map(({ name, modelDescription, inputSchema }) => ({ name, modelDescription, inputSchema })),
      [{ name: named('speakTool.ts', 'NAME'), modelDescription: speak.description, inputSchema: SPEAK_INPUT }],
    );
    assert.deepEqual(
      mcpServerDefinitionProviders.map(({ id }) => id),
      [named('mcpServer.ts', 'ID')],
    );
  });

  it('has a text for every placeholder, and no unused text', () => {
    const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]).sort();
    assert.deepEqual(Object.keys(JSON.parse(read('package.nls.json')) as object).sort(), [...new Set(used)]);
  });

  it('offers every voice', () => {
    const { examples } = configuration.properties['kokoro.voice'] ?? {};
    assert.deepEqual([...(examples ?? [])].sort(), VOICES.map(({ name }) => name).sort());
  });

  it('accepts voices, blends and saved names wherever a voice is named, and nothing else', () => {
    const { 'kokoro.voice': voice, 'kokoro.voices': saved, 'kokoro.voiceFor': purposes } = configuration.properties;
    const pattern = voice?.pattern ?? '';
    assert.equal(saved?.additionalProperties && saved.additionalProperties.pattern, pattern);
    assert.deepEqual(Object.keys(purposes?.properties ?? {}), VOICE_PURPOSES);
    for (const property of Object.values(purposes?.properties ?? {})) assert.equal(property.pattern, pattern);
    const fits = (text: string): boolean => new RegExp(pattern, 'u').test(text);
    const good = [
      'my voice',
      '旁白',
      'af_heart*0.6+af_bella*0.4',
      'af_heart * .5 + bf_emma * 1',
      'a+b',
      'a*0.333333+b',
    ];
    for (const text of [...VOICES.map(({ name }) => name), ...good]) assert.ok(fits(text), text);
    for (const text of ['', 'a*2', 'a*-0.5+b', 'a*1.x', 'a++b', '*0.5', 'a*0.5*0.5', 'a+b+c+d+e+f+g+h+i', ' a'])
      assert.ok(!fits(text), text);
  });

  it('describes every language, in the order of the registry', () => {
    const { enum: codes, enumDescriptions } = configuration.properties['kokoro.language'] ?? {};
    assert.deepEqual(codes, ['auto', 'voice', ...LANGUAGE_CODES]);
    assert.deepEqual(
      enumDescriptions?.slice(2),
      LANGUAGE_CODES.map((code) => `%language.${code}%`),
    );
    const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
    assert.deepEqual(
      LANGUAGE_CODES.map((code) => texts[`language.${code}`]),
      Object.values(LANGUAGES).map(({ name }) => name),
    );
  });

  it('has one description for each choice', () => {
    const described = Object.entries(configuration.properties).filter(([, { enumDescriptions }]) => enumDescriptions);
    assert.ok(described.length > 0);
    for (const [name, { enum: choices, enumDescriptions }] of described)
      assert.equal(enumDescriptions?.length, choices?.length, name);
  });

  it('keeps workspaces from choosing files, folders, URLs or processes', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    for (const [name, property] of Object.entries(configuration.properties)) {
      const restricted = restrictedConfigurations.includes(name);
      assert.equal(
        property.scope === 'machine',
        restricted,
        `${name} must be both machine-scoped and restricted, or neither`,
      );
      const ownSetting = restricted || property.scope === 'application';
      if (!isBounded(property)) assert.ok(ownSetting, `${name} accepts any text, so workspaces must not set it`);
    }
    for (const name of restrictedConfigurations) assert.ok(name in configuration.properties, name);
    assert.deepEqual(manifest.extensionKind, ['ui', 'workspace'], 'the sound and the engine run on the user’s machine');
  });
});

/** Keys of VS Code's own that resemble ours: in the find widget, the editor and the workbench. */
const TAKEN_KEYS = new Set([
  ...[
    'cmd+alt+c',
    'cmd+alt+w',
    'cmd+alt+r',
    'cmd+alt+l',
    'cmd+alt+p',
    'cmd+alt+f',
    'cmd+alt+s',
    'cmd+alt+b',
    'cmd+alt+t',
  ],
  ...[
    'cmd+alt+up',
    'cmd+alt+down',
    'cmd+alt+left',
    'cmd+alt+right',
    'cmd+alt+[',
    'cmd+alt+]',
    'cmd+alt+.',
    'cmd+alt+h',
  ],
  ...['ctrl+alt+up', 'ctrl+alt+down', 'ctrl+alt+left', 'ctrl+alt+right', 'ctrl+alt+enter', 'ctrl+alt+i', 'ctrl+alt+b'],
  ...['up', 'down', 'left', 'right', 'pageup', 'pagedown'].map((key) => `ctrl+alt+shift+${key}`),
]);

/** Whether no value that a setting allows can name a file or a server. */
function isBounded({ type, enum: choices, pattern, properties = {}, additionalProperties }: Property): boolean {
  if (type === 'object' && additionalProperties !== undefined)
    return [...Object.values(properties), ...(additionalProperties ? [additionalProperties] : [])].every(isBounded);
  if (['boolean', 'number', 'integer'].includes(String(type)) || choices !== undefined) return true;
  return pattern !== undefined && PLACES.every((place) => !new RegExp(pattern, 'u').test(place));
}

const PLACES = [
  '/dev/zero',
  'voices/a.bin',
  'a.bin',
  '..',
  String.raw`\\host\share\a.bin`,
  'C:\\a',
  'file:///a',
  'http://a',
];

describe('the documentation for users', () => {
  const readme = [read('README.md'), read('docs', 'settings.md'), read('docs', 'troubleshooting.md')].join('\n');

  it('lists every setting, command and error code that a user can see', () => {
    const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
    for (const [name, { deprecationMessage }] of Object.entries(configuration.properties))
      assert.ok(deprecationMessage !== undefined || readme.includes(`\`${name}\``), name);
    for (const { command } of commands) {
      const title = texts[command.replace('kokoro.', 'command.')];
      assert.ok(readme.includes(`Kokoro: ${title ?? '?'}`), command);
    }
    const unseen: ErrorCode[] = ['asset-unknown', 'engine-restarted'];
    for (const code of ERROR_CODES.filter((code) => !unseen.includes(code))) {
      assert.ok(readme.includes(`\`${code}\``), code);
    }
  });
});
