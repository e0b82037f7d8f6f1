import * as vscode from 'vscode';
import { type AgentPreferences, REPLY_PARTS } from './agents/preferences';
import { CODE_BLOCK_MODES, type CodeBlockMode, PUNCTUATION_LEVELS, type PunctuationLevel } from './document/block';
import { MAX_SPEED, MIN_SPEED } from './kokoro/speed';
import { DEFAULT_VOICE } from './kokoro/voices';
import { EMOJI_MODES, type EmojiMode } from './language/emojiMode';
import type { LanguageCode } from './language/language';
import { LANGUAGE_CODES } from './language/languages';
import type { ReadingSettings } from './reading/readingText';
import { VOICE_PURPOSES, type VoicesFor } from './speech/otherVoices';
import type { RemoteSettings } from './speech/remote/remoteSpeech';
import { renamedSetting } from './renamedSetting';
import { PAUSE_POINTS, type PausePoint } from './webview/protocol';

/** The settings, without the prefix `kokoro.`. A test compares them with package.json. */
export const SETTINGS = [
  'voice',
  'voices',
  'voiceFor',
  'mixedLanguages',
  'speed',
  'threads',
  'idleUnloadMinutes',
  'assets.source',
  'model',
  'optimizedModel',
  'fastModel', // the former name of optimizedModel
  'markdown.codeBlocks',
  'code.punctuation',
  'emoji',
  'language',
  'highlightSpokenText',
  'highlightStyle',
  'pauseAfter',
  'volume',
  'audioCache.memoryMB',
  'audioCache.diskMB',
  'pronunciations',
  'hoverToHear',
  'backend',
  'server.url',
  'server.model',
  'server.voice',
  'server.fallback',
  'agents.voices',
  'agents.distinctVoices',
  'agents.muted',
  'agents.read',
] as const;
export type SettingName = (typeof SETTINGS)[number];

/** Settings whose values may name people, projects or servers. */
const PRIVATE_SETTINGS: ReadonlySet<SettingName> = new Set(['assets.source', 'model', 'pronunciations', 'server.url']);

/** The settings that commands change. */
type WritableSetting =
  | 'voice'
  | 'voices'
  | 'speed'
  | 'volume'
  | 'pauseAfter'
  | 'language'
  | 'model'
  | 'optimizedModel'
  | 'threads'
  | 'server.voice';

/** How the spoken word is marked in the editor. */
export const HIGHLIGHT_STYLES = ['fill', 'border', 'underline'] as const;
export type HighlightStyle = (typeof HIGHLIGHT_STYLES)[number];

/** Where hovering over a word offers to hear it. */
export const HOVER_MODES = ['never', 'readDocument', 'always'] as const;
export type HoverMode = (typeof HOVER_MODES)[number];

/** The only code that reads the settings. */
export const config = {
  get voice(): string {
    return text('voice', DEFAULT_VOICE);
  },
  /** Blends of voices by the names under which they were saved. */
  get voices(): Readonly<Record<string, string>> {
    return texts('voices');
  },
  /** Other voices for parts of a document and for languages. */
  get voicesFor(): VoicesFor {
    const chosen = texts('voiceFor');
    return Object.fromEntries(
      VOICE_PURPOSES.flatMap((purpose) => {
        const voice = chosen[purpose]?.trim() ?? '';
        return voice === '' ? [] : [[purpose, voice]];
      }),
    );
  },
  /** Whether each sentence is read in its own language. */
  get mixedLanguages(): boolean {
    return get<unknown>('mixedLanguages', false) === true;
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
  /** Address of the server that may speak. */
  get serverUrl(): string {
    return text('server.url', '').trim();
  },
  /** The server that speaks; undefined when this machine does. */
  get server(): RemoteSettings | undefined {
    if (get<unknown>('backend', 'local') !== 'server') return undefined;
    return {
      url: config.serverUrl,
      model: text('server.model', '').trim() || 'kokoro',
      voice: text('server.voice', '').trim(),
      fallback: get<unknown>('server.fallback', true) !== false,
    };
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
  get codePunctuation(): PunctuationLevel {
    const level = get<unknown>('code.punctuation', 'some');
    return PUNCTUATION_LEVELS.find((known) => known === level) ?? 'some';
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
    const { voice, voicesFor, mixedLanguages, speed, volume, pauseAfter } = config;
    const { codeBlocks, codePunctuation, emoji, language } = config;
    return {
      voice,
      voicesFor,
      mixedLanguages,
      speed,
      volume,
      pauseAfter,
      codeBlocks,
      codePunctuation,
      emoji,
      language,
    };
  },
  /** 0–1. */
  get volume(): number {
    return number('volume', 1, 0, 1);
  },
  get pauseAfter(): PausePoint {
    const point = get<unknown>('pauseAfter', 'never');
    return PAUSE_POINTS.find((known) => known === point) ?? 'never';
  },
  get highlightSpokenText(): boolean {
    return get<unknown>('highlightSpokenText', true) !== false;
  },
  get highlightStyle(): HighlightStyle {
    const style = get<unknown>('highlightStyle', 'fill');
    return HIGHLIGHT_STYLES.find((known) => known === style) ?? 'fill';
  },
  /** The user's own entries of the dictionary, which are checked where they are used. */
  get pronunciations(): unknown {
    return get<unknown>('pronunciations', []);
  },
  get hoverToHear(): HoverMode {
    const mode = get<unknown>('hoverToHear', 'readDocument');
    return HOVER_MODES.find((known) => known === mode) ?? 'readDocument';
  },
  /** What the user has chosen for agents that speak. */
  get agents(): AgentPreferences {
    const muted = get<unknown>('agents.muted', []);
    const part = get<unknown>('agents.read', 'whole');
    return {
      voices: texts('agents.voices'),
      muted: Array.isArray(muted) ? muted.filter((name) => typeof name === 'string') : [],
      distinctVoices: get<unknown>('agents.distinctVoices', false) === true,
      voice: ownVoice(),
      read: REPLY_PARTS.find((known) => known === part) ?? 'whole',
    };
  },
  /** Whether the user has told VS Code that a screen reader is on. VS Code does not tell when it has noticed itself. */
  get screenReader(): boolean {
    return vscode.workspace.getConfiguration('editor').get<unknown>('accessibilitySupport') === 'on';
  },

  /** The settings that the user or the workspace has changed, by name. Paths and addresses are only said to be set. */
  get changed(): Record<string, unknown> {
    const changed: Record<string, unknown> = {};
    for (const name of SETTINGS) {
      const { globalValue, workspaceValue, workspaceFolderValue } = section().inspect<unknown>(name) ?? {};
      const value = workspaceFolderValue ?? workspaceValue ?? globalValue;
      if (value !== undefined) changed[`kokoro.${name}`] = PRIVATE_SETTINGS.has(name) && value !== '' ? '(set)' : value;
    }
    return changed;
  },

  /** Changes a setting in the workspace if it is set there, otherwise for the user. */
  async set(name: WritableSetting, value: string | number | boolean | Readonly<Record<string, string>>): Promise<void> {
    const inWorkspace = section().inspect(name)?.workspaceValue !== undefined;
    const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await section().update(name, value, target);
  },

  /** Saves the user's own entries of the dictionary. */
  async setPronunciations(entries: readonly unknown[]): Promise<void> {
    await section().update('pronunciations', entries, vscode.ConfigurationTarget.Global);
  },

  /** Saves which agents, and sessions of agents, are not spoken. */
  async setMutedAgents(names: readonly string[]): Promise<void> {
    await section().update('agents.muted', names, vscode.ConfigurationTarget.Global);
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

/** The voice that the user has chosen for all windows. */
function ownVoice(): string {
  const chosen: unknown = section().inspect('voice')?.globalValue;
  return typeof chosen === 'string' ? chosen : DEFAULT_VOICE;
}

// settings.json is edited by hand: any setting may hold any value.
function text(name: SettingName, fallback: string): string {
  const value = get<unknown>(name, fallback);
  return typeof value === 'string' ? value : fallback;
}

function texts(name: SettingName): Record<string, string> {
  const value = get<unknown>(name, {});
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function number(name: SettingName, fallback: number, min: number, max: number): number {
  const value = get<unknown>(name, fallback);
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
}
