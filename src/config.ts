import * as vscode from 'vscode';
import { CODE_BLOCK_MODES, type CodeBlockMode } from './document/block';
import { MAX_SPEED, MIN_SPEED } from './kokoro/speed';
import { DEFAULT_VOICE } from './kokoro/voices';
import { EMOJI_MODES, type EmojiMode } from './language/emojiMode';
import type { LanguageCode } from './language/language';
import { LANGUAGE_CODES } from './language/languages';
import type { ReadingSettings } from './reading/reader';
import { renamedSetting } from './renamedSetting';

/** The settings, without the prefix `kokoro.`. A test compares them with package.json. */
export const SETTINGS = [
  'voice',
  'speed',
  'threads',
  'idleUnloadMinutes',
  'assets.source',
  'model',
  'optimizedModel',
  'fastModel', // the former name of optimizedModel
  'markdown.codeBlocks',
  'emoji',
  'language',
  'highlightSpokenText',
  'audioCache.memoryMB',
  'audioCache.diskMB',
] as const;
export type SettingName = (typeof SETTINGS)[number];

/** The only code that reads the settings. */
export const config = {
  get voice(): string {
    return text('voice', DEFAULT_VOICE);
  },
  get speed(): number {
    return number('speed', 1, MIN_SPEED, MAX_SPEED);
  },
  /** 0 uses one thread per physical core. */
  get threads(): number {
    return Math.floor(number('threads', 0, 0, 256));
  },
  get idleUnloadMinutes(): number {
    return number('idleUnloadMinutes', 10, 0, 1440);
  },
  /** The user's own folder or base URL, which is tried first for the model and voices; '' for none. */
  get assetsSource(): string {
    return text('assets.source', '').trim() || (process.env['KOKORO_ASSETS'] ?? '');
  },
  /** Absolute path of the user's own ONNX file; '' for the published model. */
  get model(): string {
    return text('model', '').trim();
  },
  /** Megabytes of spoken audio to keep. */
  get audioCache(): { memoryMB: number; diskMB: number } {
    return { memoryMB: number('audioCache.memoryMB', 64, 0, 4096), diskMB: number('audioCache.diskMB', 0, 0, 65_536) };
  },
  /** Whether to optimize the published model for this machine and speak with the result. */
  get optimizedModel(): boolean {
    return renamedSetting(section(), 'optimizedModel', 'fastModel') !== false;
  },
  get codeBlocks(): CodeBlockMode {
    const mode = get<unknown>('markdown.codeBlocks', 'announce');
    return CODE_BLOCK_MODES.find((known) => known === mode) ?? 'announce';
  },
  get emoji(): EmojiMode {
    const mode = get<unknown>('emoji', 'read');
    return EMOJI_MODES.find((known) => known === mode) ?? 'read';
  },
  /** The language the user chose to read in; undefined for the voice's own. */
  get language(): LanguageCode | undefined {
    const chosen = get<unknown>('language', 'auto');
    return LANGUAGE_CODES.find((code) => code === chosen);
  },
  /** Whether to offer another voice when a document is not in the voice's language. */
  get offersVoice(): boolean {
    return get<unknown>('language', 'auto') === 'auto';
  },
  /** The settings of a reading. */
  get reading(): ReadingSettings {
    const { voice, speed, codeBlocks, emoji, language } = config;
    return { voice, speed, codeBlocks, emoji, language };
  },
  get highlightSpokenText(): boolean {
    return get<unknown>('highlightSpokenText', true) !== false;
  },

  /** Changes a setting in the workspace if it is set there, otherwise for the user. */
  async set(
    name: 'voice' | 'speed' | 'language' | 'model' | 'optimizedModel',
    value: string | number | boolean,
  ): Promise<void> {
    const inWorkspace = section().inspect(name)?.workspaceValue !== undefined;
    const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await section().update(name, value, target);
  },

  /** Calls `listener` when any of these settings changes. */
  onChange(names: readonly SettingName[], listener: () => void): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((event) => {
      if (names.some((name) => event.affectsConfiguration(`kokoro.${name}`))) listener();
    });
  },
};

function section(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('kokoro');
}

function get<T>(name: SettingName, fallback: T): T {
  return section().get<T>(name) ?? fallback;
}

// settings.json is edited by hand: any setting may hold any value.
function text(name: SettingName, fallback: string): string {
  const value = get<unknown>(name, fallback);
  return typeof value === 'string' ? value : fallback;
}

function number(name: SettingName, fallback: number, min: number, max: number): number {
  const value = get<unknown>(name, fallback);
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
}
