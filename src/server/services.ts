import type { AssetStore } from '../assets/store';
import type { VoicePlaces } from '../speech/voiceSource';
import type { Readings } from './readings';

/** What the routes share. */
export interface Services {
  readings: Readings;
  /** Where encoders are found. */
  assets: () => AssetStore;
  /** Where voices are found besides the catalog. */
  voices: () => VoicePlaces;
  /** The longest text of a request. */
  maxCharacters: number;
}

/** What is known of a request. */
export interface Variables {
  /** The name by which the client takes turns with others. */
  client: string;
  /** Aborted when the client has gone. */
  gone: AbortController;
}
