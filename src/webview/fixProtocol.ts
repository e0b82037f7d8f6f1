/** What the user has entered for a word. */
export interface Draft {
  kind: 'say' | 'phonemes';
  text: string;
}

/** Messages from the page to the extension. */
export type FromFixPage =
  /** Play the word as it is said now. */
  | { type: 'playNow' }
  | { type: 'play'; draft: Draft; inSentence: boolean }
  /** The user has changed the draft: tell its phonemes, or what is wrong with it. */
  | { type: 'check'; draft: Draft }
  | {
      type: 'save';
      draft: Draft;
      target: 'workspace' | 'user';
      /** Whether only texts in this language use it. */
      onlyLanguage: boolean;
      caseSensitive: boolean;
      /** '' for any. */
      partOfSpeech: string;
    };

/** Messages from the extension to the page. */
export type ToFixPage =
  /** The phonemes of a draft; '' for an empty one. */
  | { type: 'checked'; draft: Draft; phonemes: string }
  | { type: 'problem'; message: string }
  | { type: 'saved'; message: string };

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 1000;
const isFlag = (value: unknown): boolean => typeof value === 'boolean';

/** True for a well-formed message from the page. */
export function isFromFixPage(value: unknown): value is FromFixPage {
  if (typeof value !== 'object' || value === null) return false;
  const { type, draft, inSentence, target, onlyLanguage, caseSensitive, partOfSpeech } = value as Record<
    string,
    unknown
  >;
  if (type === 'playNow') return true;
  if (typeof draft !== 'object' || draft === null) return false;
  const { kind, text } = draft as Record<string, unknown>;
  if ((kind !== 'say' && kind !== 'phonemes') || !isText(text)) return false;
  if (type === 'check') return true;
  if (type === 'play') return isFlag(inSentence);
  const isTarget = target === 'workspace' || target === 'user';
  return type === 'save' && isTarget && isFlag(onlyLanguage) && isFlag(caseSensitive) && isText(partOfSpeech);
}
