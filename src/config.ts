import * as vscode from 'vscode';
import { CODE_BLOCK_MODES, type CodeBlockMode } from './document/block';
import { MAX_SPEED, MIN_SPEED } from './kokoro/speed';
import { EMOJI_MODES, type EmojiMode } from './language/emojiMode';
import type { LanguageCode } from './language/language';
import { LANGUAGE_CODES } from './language/languages';
import { DEFAULT_VOICE } from './kokoro/voices';

/** Names of the settings below `kokoro.`; a test compares them with package.json. */
export const SETTINGS = [
  'voice',
  'speed',
  'threads',
  'idleUnloadMinutes',
  'assets.source',
  'model',
  'fastModel',
  'markdown.codeBlocks',
  'emoji',
  'language',
  'highlightSpokenText',
] as const;
export type SettingName = (typeof SETTINGS)[number];

/** The only reader of the settings. */
export const config = {
  get voice(): string {
    return text('voice', DEFAULT_VOICE);
  },
  get speed(): number {
    return number('speed', 1, MIN_SPEED, MAX_SPEED);
  },
  /** 0: as many as there are physical cores. */
  get threads(): number {
    return Math.floor(number('threads', 0, 0, 256));
  },
  get idleUnloadMinutes(): number {
    return number('idleUnloadMinutes', 10, 0, 1440);
  },
  /** A folder or base URL of the user's own that model and voices come from first; empty for none. */
  get assetsSource(): string {
    return text('assets.source', '').trim() || (process.env['KOKORO_ASSETS'] ?? '');
  },
  /** Path of an ONNX file of the user's own; empty for the published model. */
  get model(): string {
    return text('model', '').trim();
  },
  /** Whether the published model is made faster in the background, and used in that form. */
  get fastModel(): boolean {
    return get<unknown>('fastModel', true) !== false;
  },
  get codeBlocks(): CodeBlockMode {
    const mode = get<unknown>('markdown.codeBlocks', 'announce');
    return CODE_BLOCK_MODES.find((known) => known === mode) ?? 'announce';
  },
  get emoji(): EmojiMode {
    const mode = get<unknown>('emoji', 'read');
    return EMOJI_MODES.find((known) => known === mode) ?? 'read';
  },
  /** The language to read in when the user forces one; undefined for the voice's own. */
  get language(): LanguageCode | undefined {
    const chosen = get<unknown>('language', 'auto');
    return LANGUAGE_CODES.find((code) => code === chosen);
  },
  /** Whether a voice is offered for a document in another language than the voice's. */
  get offersVoice(): boolean {
    return get<unknown>('language', 'auto') === 'auto';
  },
  get highlightSpokenText(): boolean {
    return get<unknown>('highlightSpokenText', true) !== false;
  },

  /** Changes a setting where it is set already, else for the user. */
  async set(
    name: 'voice' | 'speed' | 'language' | 'model' | 'fastModel',
    value: string | number | boolean,
  ): Promise<void> {
    const section = vscode.workspace.getConfiguration('kokoro');
    const inWorkspace = section.inspect(name)?.workspaceValue !== undefined;
    await section.update(
      name,
      value,
      inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
    );
  },

  /** Calls `listener` when one of the settings changes. */
  onChange(names: readonly SettingName[], listener: () => void): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((event) => {
      if (names.some((name) => event.affectsConfiguration(`kokoro.${name}`))) listener();
    });
  },
};

function get<T>(name: SettingName, fallback: T): T {
  return vscode.workspace.getConfiguration('kokoro').get<T>(name) ?? fallback;
}

/** What stands in settings.json by hand may be anything. */
function text(name: SettingName, fallback: string): string {
  const value = get<unknown>(name, fallback);
  return typeof value === 'string' ? value : fallback;
}

function number(name: SettingName, fallback: number, min: number, max: number): number {
  const value = get<unknown>(name, fallback);
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
}
