import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../common/disposable';
import { config } from '../config';
import { invalidBlendName, isBlendName, parseBlend } from '../kokoro/voiceBlend';
import type { PlayerWish } from '../reading/playerMessages';
import type { Reader } from '../reading/reader';
import type { VoicePlaces } from '../speech/voiceSource';
import { showError } from './errors';
import type { FavouriteVoices } from './favouriteVoices';
import type { SpokenFollower } from './followSpoken';
import type { SpokenHighlight } from './highlight';
import type { StatusBar } from './statusBar';
import { sampleOf } from './voiceList';

/** Shows what the reader is doing: in the status bar, as a highlight in the editor and in notifications. */
export function showReader(
  reader: Reader,
  statusBar: StatusBar,
  highlight: SpokenHighlight,
  follower: SpokenFollower,
  log: vscode.LogOutputChannel,
): Disposable {
  const subscriptions = new DisposableStore();
  let state: string | undefined;
  subscriptions.add(
    reader.onStatus((status) => {
      statusBar.update(status);
      if (status.state === state) return;
      state = status.state;
      void vscode.commands.executeCommand('setContext', 'kokoro.reading', state !== 'idle');
      void vscode.commands.executeCommand('setContext', 'kokoro.paused', state === 'paused');
    }),
  );
  subscriptions.add(
    reader.onSpoken((spoken) => {
      if (spoken && config.highlightSpokenText) {
        highlight.show(spoken);
        follower.show(spoken);
      } else {
        highlight.clear();
        follower.clear();
      }
    }),
  );
  subscriptions.add(reader.onFailed((error) => void showError(error, log, () => reader.retry())));
  subscriptions.add(
    reader.onRestarted(() => {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Kokoro: the speech engine stopped unexpectedly and was restarted.'),
      );
    }),
  );
  return subscriptions;
}

/** The voices that the user has besides the published ones. */
interface UserVoices {
  voices: () => VoicePlaces;
  favourites: FavouriteVoices;
}

/** Does what the user asks for in the player and the reader cannot do. */
export function grantWishes(reader: Reader, voices: UserVoices, log: vscode.LogOutputChannel): Disposable {
  return reader.onWish((wish) => {
    grant(wish, reader, voices, log).then(undefined, (error: unknown) => void showError(error, log));
  });
}

async function grant(
  wish: PlayerWish,
  reader: Reader,
  { voices, favourites }: UserVoices,
  log: vscode.LogOutputChannel,
): Promise<void> {
  switch (wish.wish) {
    case 'readActive':
      await vscode.commands.executeCommand('kokoro.readDocument');
      break;
    case 'continue':
      await vscode.commands.executeCommand('kokoro.resume', wish.id);
      break;
    case 'openSettings':
      await vscode.commands.executeCommand('workbench.action.openSettings', '@ext:kokoro-vscode.kokoro-vscode');
      break;
    case 'fixWord':
      await vscode.commands.executeCommand('kokoro.fixPronunciation', { spoken: true });
      break;
    case 'addVoice':
      await vscode.commands.executeCommand('kokoro.addVoice');
      break;
    case 'sample':
      reader.playSample(sampleOf(wish.voice, voices()));
      break;
    case 'favourite':
      await favourites.set(wish.voice, wish.on);
      reader.showSettings();
      break;
    case 'saveBlend':
      await saveBlend(wish.name, wish.blend);
      break;
    case 'showLog':
      log.show();
  }
}

/** Saves a blend under a name, or deletes it. @throws KokoroError `voice-blend-invalid` */
async function saveBlend(name: string, blend: string | undefined): Promise<void> {
  if (blend !== undefined) {
    if (!isBlendName(name)) throw invalidBlendName(name);
    parseBlend(blend);
  }
  const others = Object.entries(config.voices).filter(([known]) => known !== name);
  await config.set('voices', Object.fromEntries(blend === undefined ? others : [...others, [name, blend]]));
}

/** Saves the settings that the user chooses in the player, and applies changed settings to the reading. */
export function syncSettings(reader: Reader, log: vscode.LogOutputChannel): Disposable {
  const subscriptions = new DisposableStore();
  subscriptions.add(
    reader.onSettingChosen(({ name, value }) => {
      config.set(name, value).catch((error: unknown) => {
        void showError(error, log);
        reader.settingsChanged(); // the player shows the value that is still in effect
      });
    }),
  );
  subscriptions.add(
    config.onChange(
      [
        ...(['voice', 'voices', 'voiceFor', 'mixedLanguages', 'speed', 'language'] as const),
        ...(['markdown.codeBlocks', 'code.punctuation', 'emoji'] as const),
      ],
      () => reader.settingsChanged(),
    ),
  );
  subscriptions.add(config.onChange(['volume', 'pauseAfter'], () => reader.showSettings()));
  return subscriptions;
}
