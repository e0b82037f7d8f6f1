import * as vscode from 'vscode';
import { config } from '../config';
import type { Reader } from '../reading/reader';
import type { VoicePlaces } from '../speech/voiceSource';
import { type ListedVoice, listVoices, sampleOf } from '../ui/voiceList';
import type { Command } from './command';

interface VoiceItem extends vscode.QuickPickItem {
  voice?: ListedVoice;
}

/** A voice focused for this long speaks a sample, so that moving quickly through the list stays silent. */
const SAMPLE_DELAY_MS = 400;

/** Lets the user pick a voice. The focused voice speaks a sample; an interrupted reading continues in the new voice. */
export class ChooseVoice implements Command {
  readonly id = 'kokoro.chooseVoice';
  readonly #reader: Reader;
  readonly #places: () => VoicePlaces;
  #open = false;

  constructor(reader: Reader, places: () => VoicePlaces) {
    this.#reader = reader;
    this.#places = places;
  }

  async execute(): Promise<void> {
    if (this.#open) return;
    this.#open = true;
    try {
      const picked = await this.#pick();
      if (picked) await config.set('voice', picked.name);
    } finally {
      this.#open = false;
      this.#reader.endSample();
    }
  }

  /** @returns the picked voice */
  #pick(): Promise<ListedVoice | undefined> {
    const pick = vscode.window.createQuickPick<VoiceItem>();
    pick.title = vscode.l10n.t('Kokoro: Choose Voice');
    // Speech would drown what a screen reader says about the list.
    const speaks = !config.screenReader;
    pick.placeholder = speaks
      ? vscode.l10n.t('Focus a voice to hear it, press Enter to use it')
      : vscode.l10n.t('Press Enter to use a voice');
    pick.matchOnDescription = true;
    pick.items = this.#items();
    pick.activeItems = pick.items.filter((item) => item.voice?.name === config.voice);
    let timer: NodeJS.Timeout | undefined;
    let focused = config.voice; // the list opens on it, which is no reason to play its sample
    pick.onDidChangeActive(([item]) => {
      clearTimeout(timer);
      const voice = item?.voice;
      if (!speaks || !voice || voice.name === focused) return;
      focused = voice.name;
      timer = setTimeout(() => this.#speakSample(voice), SAMPLE_DELAY_MS);
    });
    return new Promise((resolve) => {
      pick.onDidAccept(() => {
        const voice = pick.selectedItems[0]?.voice;
        resolve(voice);
        pick.hide();
      });
      pick.onDidHide(() => {
        clearTimeout(timer);
        pick.dispose();
        resolve(undefined);
      });
      pick.show();
    });
  }

  #speakSample({ name }: ListedVoice): void {
    this.#reader.playSample(sampleOf(name, this.#places()));
  }

  #items(): VoiceItem[] {
    return listVoices(this.#places()).flatMap(({ label, voices }) => [
      { label, kind: vscode.QuickPickItemKind.Separator },
      ...voices.map((voice) => ({
        label: voice.displayName,
        // Found by its language and gender, which only the heading shows otherwise.
        description: voice.blend === undefined ? `${voice.name}, ${voice.detail}` : voice.detail,
        voice,
      })),
    ]);
  }
}
