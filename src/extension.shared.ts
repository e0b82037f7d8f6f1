import type * as vscode from 'vscode';
import type { ReadingServices } from './commands/reading';
import { messageOf } from './common/errors';
import { config } from './config';
import { InterruptedMessage } from './reading/interruptedMessage';
import { PlaceStore } from './reading/placeStore';
import { Reader } from './reading/reader';
import type { ReadingSettings } from './reading/readingText';
import type { Speech } from './speech/speech';
import type { VoicePlaces } from './speech/voiceSource';
import { CurrentEditor } from './ui/currentEditor';
import { FavouriteVoices } from './ui/favouriteVoices';
import { SpokenFollower } from './ui/followSpoken';
import { offerHearing } from './ui/hearHover';
import { SpokenHighlight } from './ui/highlight';
import { keepPlaces } from './ui/keepPlaces';
import { showPronunciationProblems } from './ui/pronunciationProblems';
import { Pronunciations } from './ui/pronunciations';
import { grantWishes, showReader, syncSettings } from './ui/readerFeedback';
import { StatusBar } from './ui/statusBar';
import { trackDocument } from './ui/trackDocument';
import { voiceOptions } from './ui/voiceList';
import { FixPanel } from './webview/host/fixPanel';
import { PlayerHost } from './webview/host/playerHost';

/** Makes the extension dispose of something when it is deactivated. */
export type Own = <T extends vscode.Disposable>(item: T) => T;

/** What reads aloud and shows it, on the desktop and in the browser alike. */
export interface ReadingParts extends ReadingServices {
  statusBar: StatusBar;
}

/** Wires reader, player and user interface together. */
export function createReading(
  context: vscode.ExtensionContext,
  speech: Speech,
  voices: () => VoicePlaces,
  log: vscode.LogOutputChannel,
  own: Own,
): ReadingParts {
  const player = own(new PlayerHost(context.extensionUri, log));
  const favourites = new FavouriteVoices(context.globalState);
  const options = () => voiceOptions(voices(), favourites.names);
  const pronunciations = own(new Pronunciations(log));
  const settings = (): ReadingSettings => ({ ...config.reading, pronunciations: (uri) => pronunciations.for(uri) });
  const reader = own(new Reader(speech, player, settings, options, log));
  const editor = own(new CurrentEditor());
  const highlight = own(new SpokenHighlight());
  const follower = own(new SpokenFollower());
  const statusBar = own(new StatusBar('kokoro.openPlayer'));

  const places = new PlaceStore(context.workspaceState, (error) => {
    log.warn(`The place in a document was not saved: ${messageOf(error)}`);
  });

  own(showReader(reader, statusBar, highlight, follower, log));
  own(trackDocument(reader));
  const message = own(new InterruptedMessage(reader));
  own(keepPlaces(reader, places, message, editor));
  own(grantWishes(reader, { voices, favourites }, log));
  own(syncSettings(reader, log));
  own(pronunciations.onChange(() => reader.settingsChanged()));
  own(showPronunciationProblems());
  own(offerHearing(reader));
  const fixPanel = own(new FixPanel(context.extensionUri, log));
  return {
    editor,
    speech,
    settings,
    pronunciations,
    fixPanel,
    reader,
    player,
    follower,
    places,
    message,
    voices,
    statusBar,
    log,
  };
}
