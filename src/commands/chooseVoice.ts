import * as vscode from 'vscode';
import { config } from '../config';
import { LANGUAGES } from '../language/languages';
import { groupVoices, type Voice } from '../language/voices';
import type { Reader } from '../reading/reader';
import { voicesBeside } from '../speech/voiceSource';
import type { Command } from './command';

interface VoiceItem extends vscode.QuickPickItem {
  voice?: Voice;
}

/** A voice focused for this long speaks a sample, so that moving quickly through the list stays silent. */
const SAMPLE_DELAY_MS = 400;

/** Lets the user pick a voice. The focused voice speaks a sample; an interrupted reading continues in the new voice. */
export class ChooseVoice implements Command {
  readonly id = 'kokoro.chooseVoice';
  readonly #reader: Reader;
  #open = false;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async execute(): Promise<void> {
    if (this.#open) return;
    this.#open = true;
    const before = this.#reader.place;
    const wasPaused = this.#reader.state === 'paused';
    const { picked, sampled } = await this.#pick();
    this.#open = false;
    if (sampled) this.#reader.stop();
    try {
      if (picked) await config.set('voice', picked.name);
    } finally {
      if (sampled && before) this.#reader.read(before.text, before.from);
      if (sampled && wasPaused) this.#reader.pauseOrResume();
    }
  }

  /** @returns the picked voice, and whether a sample interrupted the reading */
  #pick(): Promise<{ picked?: Voice | undefined; sampled: boolean }> {
    const pick = vscode.window.createQuickPick<VoiceItem>();
    pick.title = 'Kokoro: Choose Voice';
    pick.placeholder = 'Focus a voice to hear it, press Enter to use it';
    pick.matchOnDescription = true;
    pick.items = voiceItems();
    pick.activeItems = pick.items.filter((item) => item.voice?.name === config.voice);
    let timer: NodeJS.Timeout | undefined;
    let sampled = false;
    const speakSample = (voice: Voice): void => {
      sampled = true;
      this.#speakSample(voice);
    };
    let focused = config.voice; // the list opens on it, which is no reason to play its sample
    pick.onDidChangeActive(([item]) => {
      clearTimeout(timer);
      const voice = item?.voice;
      if (!voice || voice.name === focused) return;
      focused = voice.name;
      timer = setTimeout(speakSample, SAMPLE_DELAY_MS, voice);
    });
    return new Promise((resolve) => {
      pick.onDidAccept(() => {
        const voice = pick.selectedItems[0]?.voice;
        resolve({ picked: voice, sampled });
        pick.hide();
      });
      pick.onDidHide(() => {
        clearTimeout(timer);
        pick.dispose();
        resolve({ sampled });
      });
      pick.show();
    });
  }

  #speakSample({ name, displayName, code }: Voice): void {
    const text = LANGUAGES[code].sample(displayName);
    this.#reader.read({ text, format: 'plain', title: `Sample: ${displayName}`, voice: name });
  }
}

function voiceItems(): VoiceItem[] {
  const own = config.model === '' ? [] : voicesBeside(config.model);
  const groups = own.length > 0 ? [{ label: 'With your model', voices: own }, ...groupVoices()] : groupVoices();
  return groups.flatMap(({ label, voices }) => [
    { label, kind: vscode.QuickPickItemKind.Separator },
    ...voices.map((voice) => ({
      label: voice.displayName,
      description: voice.name,
      voice,
    })),
  ]);
}
