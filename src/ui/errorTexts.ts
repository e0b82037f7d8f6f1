import * as vscode from 'vscode';
import { type ErrorCode, KokoroError, messageOf } from '../common/errors';

const { t } = vscode.l10n;

/**
 * What an error means, for users of a translated VS Code. The errors' own messages are English and have the details,
 * except where the message is translated itself.
 */
const MEANINGS: Readonly<Record<Exclude<ErrorCode, 'nothing-to-read'>, string>> = {
  'agents-file-invalid': t('The file with what you have chosen for agents cannot be used.'),
  'asset-unavailable': t('A file that Kokoro needs could not be downloaded.'),
  'asset-unknown': t('A file that Kokoro needs could not be downloaded.'),
  'checkpoint-corrupt': t('The checkpoint is damaged.'),
  'checkpoint-legacy': t('The checkpoint has an old format that is not safe to read.'),
  'checkpoint-mismatch': t('The checkpoint does not match its config.json.'),
  'checkpoint-unsafe': t('The checkpoint was not read, because it contains more than tensors.'),
  'config-invalid': t('The model’s configuration cannot be used.'),
  'disk-full': t('The disk is full. Free some space and try again.'),
  'encoder-failed': t('The audio could not be encoded. Try again, or choose another format.'),
  'engine-crashed': t('The speech engine stopped unexpectedly.'),
  'engine-restarted': t('The speech engine was restarted.'),
  'engine-start-failed': t('The speech engine cannot be started.'),
  'exporter-failed': t('The model could not be exported.'),
  'hooks-unreadable': t('The agent’s file of hooks was not changed.'),
  'message-invalid': t('An agent sent a message that cannot be spoken.'),
  'message-too-long': t('An agent sent a message that is too long.'),
  'model-invalid': t('The model cannot be used. Choose another one.'),
  'model-missing': t('The model file does not exist. Choose another one, or none to use the published model.'),
  'not-in-browser': t('This is not available in the browser.'),
  'output-not-writable': t('The file cannot be written.'),
  'package-missing': t('A package that Kokoro needs for this is not installed.'),
  'player-failed': t('The sound cannot be played.'),
  'player-missing': t('There is nothing to play the sound with.'),
  'pronunciations-invalid': t('The pronunciations cannot be used. Correct the file, or remove it.'),
  'queue-denied': t('The queue refuses the connection. Check its password.'),
  'queue-full': t('The queue has no memory left.'),
  'queue-lost': t('The connection to the queue was lost.'),
  'queue-mismatch': t('The machines of the queue have different versions of Kokoro, models or voices.'),
  'queue-unreachable': t('The queue cannot be reached.'),
  'repository-unknown': t('The repository does not exist or has no Kokoro model.'),
  'request-invalid': t('The speech server cannot speak what it was sent.'),
  'server-busy': t('The speech server has too much to do. Try again later.'),
  'server-failed': t('The speech server failed.'),
  'server-not-started': t('The speech server cannot be started.'),
  'server-refused': t('The speech server wants a valid key.'),
  'server-stopping': t('The speech server is being stopped.'),
  'server-unreachable': t('The speech server does not answer. Start it, or correct its address.'),
  'server-unsafe': t('The speech server needs a key before other machines may use it.'),
  'server-unusable': t('The speech server cannot be used. Choose another one.'),
  'speech-invalid': t('The model made no usable sound. Choose another one.'),
  'store-unusable': t('The store for the audio files cannot be used.'),
  'input-unreadable': t('The file cannot be read.'),
  'voice-blend-invalid': t('The voices cannot be blended.'),
  'voice-exists': t('The voice has a name that is taken.'),
  'voice-mismatch': t('The voice cannot read this text. Choose another one.'),
  'voice-pack-invalid': t('The voice file cannot be used.'),
  'voice-unknown': t('The voice does not exist. Choose another one.'),
  internal: t('Something went wrong.'),
};

/** The text of an error for the user: in English its message; else what it means, and the message as details. */
export function describeError(error: unknown): string {
  const code = error instanceof KokoroError ? error.code : 'internal';
  const details = messageOf(error);
  if (vscode.l10n.bundle === undefined || code === 'nothing-to-read') return details;
  return `${MEANINGS[code]} ${details}`;
}
