/**
 * What the page says, in English. `{0}`, `{1}` stand for values. The extension's localization bundles (l10n/) translate
 * each string by its English text, as they do for the strings of the extension.
 */
export const ENGLISH = {
  title: 'Kokoro',
  text: 'Text',
  playback: 'Playback',
  settings: 'Settings',
  more: 'More Actions',
  read: 'Read',
  readActive: 'Read {0}',
  readActiveFromCursor: 'Read {0} from the cursor',
  readHint: 'Select text and run {0} to hear just that.',
  speakSelection: 'Kokoro: Speak Selection',
  nothingOpen: 'Open a document to read it aloud.',
  goOn: 'Go on reading',
  minutesLeft: '{0} min left',
  preparing: 'Preparing speech…',
  follow: 'Follow',
  readIt: 'Read it',
  readCode: 'Read the code aloud',
  play: 'Play',
  pause: 'Pause',
  stop: 'Stop',
  previousHeading: 'Previous heading',
  previousSentence: 'Previous sentence',
  nextSentence: 'Next sentence',
  nextHeading: 'Next heading',
  nextParagraph: 'Next paragraph',
  previousParagraph: 'Previous paragraph',
  repeatSentence: 'Repeat the sentence',
  fromTheStart: 'From the start',
  position: 'Position in the document',
  positionValue: '{0} of about {1}, {2}',
  remaining: '−{0} at {1}',
  voice: 'Voice',
  voiceChip: 'Voice: {0}',
  searchVoices: 'Search voices, such as “spanish” or “male”',
  noVoice: 'No voice matches.',
  gallery: 'Voice gallery',
  openGallery: 'Voice gallery…',
  closeGallery: 'Close the gallery',
  voiceCount: '{0} voices',
  favourites: 'Favourites',
  favourite: 'Favourite: {0}',
  playSample: 'Play a sample of {0}',
  stopSample: 'Stop the sample of {0}',
  addOwnVoice: 'Add a voice of your own…',
  newBlend: 'New blend',
  blendVoice: 'Voice {0}',
  blendShare: 'Share of voice {0}',
  removeFromBlend: 'Remove voice {0}',
  addToBlend: 'Another voice',
  blendName: 'Name of the blend',
  deleteBlend: 'Delete {0}',
  listen: 'Listen',
  save: 'Save',
  speed: 'Speed',
  speedChip: 'Speed: {0}',
  slower: 'Slower',
  faster: 'Faster',
  sleep: 'Sleep timer',
  sleepChip: 'Sleep timer: {0}',
  off: 'Off',
  minutes: '{0} min',
  endOfSection: 'End of section',
  section: 'Section',
  outline: 'Outline',
  noHeadings: 'This text has no headings.',
  volume: 'Volume',
  pauseAfter: 'Pause after',
  pauseNever: 'Never',
  pauseSentence: 'Each sentence',
  pauseParagraph: 'Each paragraph',
  device: 'Output device',
  defaultDevice: 'Default',
  allSettings: 'All settings…',
  moveToEditor: 'Open in an Editor Tab',
  showLog: 'Show Log',
  fixWord: 'Fix How This Word Sounds',
  shortcuts: 'Keyboard shortcuts',
  playOrPause: 'Play or pause',
  space: 'Space',
  blocked: 'The browser blocks sound until you allow it.',
  enableSound: 'Enable sound',
  download: 'Download',
  cancel: 'Cancel',
  retry: 'Retry',
} as const;

export type StringName = keyof typeof ENGLISH;

let bundle: Readonly<Record<string, string>> = {};

/** Sets the translations of English texts, as JSON. Call it before the page is built. */
export function translate(json: string | undefined): void {
  if (json !== undefined) bundle = JSON.parse(json) as Record<string, string>;
}

/** A string of the page with its values filled in. */
export function say(name: StringName, ...values: (string | number)[]): string {
  const english = ENGLISH[name];
  return (bundle[english] ?? english).replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}
