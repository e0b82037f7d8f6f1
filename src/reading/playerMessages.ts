import type { FromPlayer, PausePoint, PlayerReport, Request, Skip } from '../webview/protocol';

/** A voice that the player offers. */
export type { VoiceOption } from '../webview/protocol';

/** A setting that the user chose in the player. */
export type ChosenSetting =
  | { name: 'speed' | 'volume'; value: number }
  | { name: 'voice'; value: string }
  | { name: 'pauseAfter'; value: PausePoint };

/** What the user asks for in the player and the reader cannot do. */
export type PlayerWish =
  | { wish: 'readActive' | 'showLog' | 'openSettings' | 'addVoice' | 'fixWord' }
  | { wish: 'continue'; id: string }
  | { wish: 'sample'; voice: string }
  | { wish: 'favourite'; voice: string; on: boolean }
  | { wish: 'saveBlend'; name: string; blend: string | undefined };

/** Does what the player's messages ask for. */
export interface PlayerListener {
  /** The player has opened and shows nothing yet. */
  ready(): void;
  report(message: PlayerReport): void;
  stop(): void;
  skip(skip: Skip): void;
  seek(offset: number): void;
  /** Reads a code block that was only announced. */
  readCode(offset: number): void;
  sleepAfter(minutes: number | undefined, atSection: boolean | undefined): void;
  retry(): void;
  /** Ends the sample of a voice that is heard. */
  endSample(): void;
  choose(setting: ChosenSetting): void;
  wish(wish: PlayerWish): void;
}

/** Calls what a message of the player asks for. */
export function dispatch(message: FromPlayer, listener: PlayerListener): void {
  switch (message.type) {
    case 'ready':
      listener.ready();
      break;
    case 'command': // the player has already obeyed
      if (message.command === 'stop') listener.stop();
      break;
    case 'skip':
      listener.skip(message.skip);
      break;
    case 'seek':
      listener.seek(message.offset);
      break;
    case 'readCode':
      listener.readCode(message.offset);
      break;
    case 'sleep':
      listener.sleepAfter(message.minutes, message.atSection);
      break;
    case 'request':
      dispatchRequest(message.request, listener);
      break;
    case 'continue':
      listener.wish({ wish: 'continue', id: message.id });
      break;
    case 'sample':
      if (message.voice === undefined) listener.endSample();
      else listener.wish({ wish: 'sample', voice: message.voice });
      break;
    case 'favourite':
      listener.wish({ wish: 'favourite', voice: message.voice, on: message.on });
      break;
    case 'saveBlend':
      listener.wish({ wish: 'saveBlend', name: message.name, blend: message.blend });
      break;
    case 'speed':
      listener.choose({ name: 'speed', value: message.speed });
      break;
    case 'voice':
      listener.choose({ name: 'voice', value: message.voice });
      break;
    case 'volume':
      listener.choose({ name: 'volume', value: message.volume });
      break;
    case 'pauseAfter':
      listener.choose({ name: 'pauseAfter', value: message.point });
      break;
    case 'state':
    case 'scheduled':
    case 'position':
    case 'word':
    case 'finished':
      listener.report(message);
      break;
    case 'problem': // logged by the channel
      break;
  }
}

function dispatchRequest(request: Request, listener: PlayerListener): void {
  switch (request) {
    case 'retry':
      listener.retry();
      break;
    case 'cancelDownload':
      listener.stop();
      break;
    case 'moveToEditor': // by its host
      break;
    case 'readActive':
    case 'showLog':
    case 'openSettings':
    case 'fixWord':
    case 'addVoice':
      listener.wish({ wish: request });
  }
}
