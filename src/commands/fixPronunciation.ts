import * as vscode from 'vscode';
import { messageOf } from '../common/errors';
import type { PhonemeOrigin } from '../language/language';
import type { EntryLanguage, Pronunciation } from '../language/lexicon/entry';
import { parsePronunciations } from '../language/lexicon/parse';
import { symbolsOf } from '../language/lexicon/symbols';
import { PARTS_OF_SPEECH, type PartOfSpeech } from '../language/partOfSpeech';
import type { Reader } from '../reading/reader';
import type { ReadingSettings, ReadingText } from '../reading/readingText';
import type { Speech } from '../speech/speech';
import type { CurrentEditor } from '../ui/currentEditor';
import { hasWorkspaceDictionary, type Pronunciations } from '../ui/pronunciations';
import { languageName } from '../ui/voiceTexts';
import type { Draft, FromFixPage, ToFixPage } from '../webview/fixProtocol';
import type { FixedWord } from '../webview/host/fixHtml';
import type { FixPanel } from '../webview/host/fixPanel';
import type { Command } from './command';
import { explainPlace, findPlace, type SpokenWord, type WordPlace } from './spokenWord';

/** What the commands about single words need. */
export interface WordServices {
  editor: CurrentEditor;
  reader: Reader;
  speech: Speech;
  settings: () => ReadingSettings;
  pronunciations: Pronunciations;
  fixPanel: FixPanel;
}

/** Plays one word as it is said in its sentence. */
export class HearWord implements Command {
  readonly id = 'kokoro.hearWord';
  readonly #services: WordServices;

  constructor(services: WordServices) {
    this.#services = services;
  }

  async execute(argument?: unknown): Promise<void> {
    const { reader, editor, speech, settings } = this.#services;
    const place = await findPlace(argument, reader, editor);
    const { word, phonemes } = await explainPlace(place, speech, settings());
    reader.playSample(sampleOf(word, { word, phonemes }, place.text));
  }
}

/** Shows how a word is said and why, lets the user try another pronunciation, and saves it. */
export class FixPronunciation implements Command {
  readonly id = 'kokoro.fixPronunciation';
  readonly #services: WordServices;

  constructor(services: WordServices) {
    this.#services = services;
  }

  /** @param argument a place, see `findPlace` */
  async execute(argument?: unknown): Promise<void> {
    const { reader, editor, speech, settings, fixPanel } = this.#services;
    const place = await findPlace(argument, reader, editor);
    const spoken = await explainPlace(place, speech, settings());
    fixPanel.show(pageOf(spoken), (message, reply) => {
      this.#answer(message, place, spoken).then(reply, (error: unknown) =>
        reply({ type: 'problem', message: messageOf(error) }),
      );
    });
  }

  async #answer(message: FromFixPage, { text }: WordPlace, spoken: SpokenWord): Promise<ToFixPage> {
    const { reader, speech, settings, pronunciations } = this.#services;
    const { word, phonemes, sentence, language } = spoken;
    if (message.type === 'playNow') {
      reader.playSample(sampleOf(word, { word, phonemes }, text));
      return { type: 'checked', draft: { kind: 'say', text: '' }, phonemes: '' };
    }
    const { draft } = message;
    if (draft.text.trim() === '' && message.type !== 'save') {
      if (message.type === 'play') reader.playSample(sampleOf(word, { word, phonemes }, text));
      return { type: 'checked', draft, phonemes: '' };
    }
    const entry: Pronunciation = { word, [draft.kind]: draft.text.trim() };
    const [problem] = parsePronunciations([entry]).problems;
    if (problem) return { type: 'problem', message: problem.message };
    if (message.type === 'save') {
      const options = {
        ...(message.onlyLanguage && { language: languageFor(draft, spoken) }),
        ...(message.caseSensitive && { caseSensitive: true }),
        ...(message.partOfSpeech !== '' && { partOfSpeech: message.partOfSpeech as PartOfSpeech }),
      };
      const [saved] = parsePronunciations([{ ...entry, ...options }]).entries;
      if (!saved) return { type: 'problem', message: vscode.l10n.t('This cannot be saved.') };
      await pronunciations.add(saved, message.target, text.source?.uri);
      return { type: 'saved', message: vscode.l10n.t('Saved. What is read from now on uses it.') };
    }
    const request = { ...sampleOf(word, entry, text), format: 'plain' as const };
    if (message.type === 'play') {
      const others = pronunciations.for(text.source?.uri);
      reader.playSample(
        message.inSentence ? { ...request, text: sentence, pronunciations: [[entry], ...others] } : request,
      );
    }
    const { emoji, voice } = settings();
    const asked = { ...request, pronunciations: [[entry]], emoji, voice, language, codeBlocks: 'read' as const };
    const said = await speech.explain({ ...asked, speed: 1, from: 0 }, 0, new AbortController().signal);
    return { type: 'checked', draft, phonemes: (said?.words ?? []).map((each) => each.phonemes).join(' ') };
  }
}

/** A word alone, said with one entry and with the voice of a text. */
function sampleOf(word: string, entry: Pronunciation, { voice }: ReadingText): ReadingText {
  return { text: word, format: 'plain', title: word, pronunciations: [[entry]], ...(voice !== undefined && { voice }) };
}

/** A respelling is read in both kinds of English; phonemes are those of one. */
function languageFor({ kind }: Draft, { language }: SpokenWord): EntryLanguage {
  return kind === 'say' && language.startsWith('en') ? 'en' : language;
}

function pageOf({ word, phonemes, origin, entry, language, sentence, at }: SpokenWord): FixedWord {
  const draft: Draft =
    entry?.say === undefined
      ? { kind: entry ? 'phonemes' : 'say', text: entry?.phonemes ?? '' }
      : { kind: 'say', text: entry.say };
  return {
    ...{ word, phonemes, draft },
    ...(at < 0
      ? { before: '', after: '' }
      : { before: sentence.slice(0, at), after: sentence.slice(at + word.length) }),
    why: describeOrigin(origin),
    ...{ language: languageName(language), languageCode: language, symbols: symbolsOf(language) },
    partsOfSpeech: language.startsWith('en')
      ? PARTS_OF_SPEECH.map((value) => ({ value, label: partOfSpeechName(value) }))
      : [],
    canSaveInWorkspace: hasWorkspaceDictionary(),
  };
}

function describeOrigin(origin: PhonemeOrigin): string {
  switch (origin) {
    case 'dictionary':
      return vscode.l10n.t('Your own pronunciations say it so.');
    case 'given':
      return vscode.l10n.t('The text itself gives these phonemes.');
    case 'lexicon':
      return vscode.l10n.t('The word is in the lexicon.');
    case 'homograph':
      return vscode.l10n.t('The word has several pronunciations; the words around it decided for this one.');
    case 'letters':
      return vscode.l10n.t('Its letters are spelled.');
    case 'rules':
      return vscode.l10n.t('It follows the spelling rules of the language.');
    case 'guessed':
      return vscode.l10n.t('No lexicon has the word, so its sound was guessed from its letters.');
  }
}

function partOfSpeechName(part: PartOfSpeech): string {
  switch (part) {
    case 'noun':
      return vscode.l10n.t('a noun');
    case 'verb':
      return vscode.l10n.t('a verb');
    case 'adjective':
      return vscode.l10n.t('an adjective');
    case 'adverb':
      return vscode.l10n.t('an adverb');
  }
}
