import * as vscode from 'vscode';
import { addOwnVoice, type Gender, ownVoiceName, partsOfName, readOwnVoices, whyNotNamed } from '../app/ownVoices';
import { KokoroError } from '../common/errors';
import { config } from '../config';
import type { VoiceData } from '../exporter/checkpoint/voices';
import { isPublishedVoice } from '../kokoro/voices';
import type { LanguageCode } from '../language/language';
import { LANGUAGE_CODES } from '../language/languages';
import type { Reader } from '../reading/reader';
import { genderName, languageName } from '../ui/voiceTexts';
import type { Command } from './command';

const { t } = vscode.l10n;
const TITLE = t('Kokoro: Add Voice');

/** Adds the voices in a file of the user's to those that Kokoro offers. */
export class AddVoice implements Command {
  readonly id = 'kokoro.addVoice';
  readonly #folder: string;
  readonly #reader: Reader;

  /** @param folder where the user's own voices are kept */
  constructor(folder: string, reader: Reader) {
    this.#folder = folder;
    this.#reader = reader;
  }

  async execute(file?: unknown): Promise<void> {
    const source = file instanceof vscode.Uri ? file : await askForFile();
    if (!source) return;
    const voices = await readOwnVoices(source.fsPath);
    const [only] = voices;
    const named = voices.length === 1 && only ? await this.#name(only) : await nameAll(voices);
    if (!named || named.length === 0) return;
    for (const { voice, name } of named) await addOwnVoice(voice, name, this.#folder);
    this.#reader.showSettings();
    await offer(named.map(({ name }) => name));
  }

  /** Asks what a voice is called and what it speaks. */
  async #name(voice: VoiceData): Promise<NamedVoice[] | undefined> {
    const known = partsOfName(voice.name);
    const language = await askForLanguage(known.language);
    if (language === undefined) return undefined;
    const gender = known.gender ?? (await askForGender());
    if (gender === undefined) return undefined;
    const called = await vscode.window.showInputBox({
      title: TITLE,
      prompt: t('What is the voice called?'),
      value: known.rest,
      validateInput: (text) => whyNotNamed(ownVoiceName(text, language, gender), this.#folder),
    });
    return called === undefined ? undefined : [{ voice, name: ownVoiceName(called, language, gender) }];
  }
}

interface NamedVoice {
  voice: VoiceData;
  name: string;
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: TITLE,
    openLabel: t('Add'),
    filters: { [t('Voices')]: ['bin', 'npy', 'npz', 'pt'] },
  });
  return picked?.[0];
}

/** Asks which voices of an archive to add. They keep their names. */
async function nameAll(voices: readonly VoiceData[]): Promise<NamedVoice[] | undefined> {
  const others = voices.filter(({ name }) => !isPublishedVoice(name));
  if (others.length === 0)
    throw new KokoroError(
      'voice-exists',
      t('All voices in this file are published ones, which Kokoro offers already.'),
    );
  const items = others.map((voice) => ({ label: voice.name, picked: true, voice }));
  const picked = await vscode.window.showQuickPick(items, {
    title: TITLE,
    placeHolder: t('Select the voices to add'),
    canPickMany: true,
  });
  if (!picked) return undefined;
  const missing = picked.some(({ label }) => partsOfName(label).language === undefined);
  const language = missing ? await askForLanguage(undefined) : 'en-us';
  if (language === undefined) return undefined;
  return picked.map(({ voice }) => {
    const known = partsOfName(voice.name);
    return { voice, name: ownVoiceName(known.rest, known.language ?? language, known.gender ?? 'f') };
  });
}

async function askForLanguage(likely: LanguageCode | undefined): Promise<LanguageCode | undefined> {
  const codes = likely === undefined ? LANGUAGE_CODES : [likely, ...LANGUAGE_CODES.filter((code) => code !== likely)];
  const items = codes.map((code) => ({ label: languageName(code), code }));
  const placeHolder = t('Which language does it speak?');
  return (await vscode.window.showQuickPick(items, { title: TITLE, placeHolder }))?.code;
}

async function askForGender(): Promise<Gender | undefined> {
  const items = (['f', 'm'] as const).map((gender) => ({
    label: genderName(gender === 'f' ? 'female' : 'male'),
    gender,
  }));
  return (await vscode.window.showQuickPick(items, { title: TITLE, placeHolder: t('What kind of voice is it?') }))
    ?.gender;
}

async function offer(names: readonly string[]): Promise<void> {
  const use = t('Use This Voice');
  const added = t('Kokoro: added {0}.', names.join(', '));
  const [name] = names;
  const chosen = await vscode.window.showInformationMessage(added, ...(names.length === 1 ? [use] : []));
  if (chosen === use && name !== undefined) await config.set('voice', name);
}
