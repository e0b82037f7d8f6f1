import * as vscode from 'vscode';
import { isBlend } from '../kokoro/voiceBlend';
import { isPublishedVoice } from '../kokoro/voices';
import { LANGUAGES } from '../language/languages';
import { groupVoices, type Voice } from '../language/voices';
import type { VoiceOption } from '../reading/playerMessages';
import type { ReadingText } from '../reading/readingText';
import {
  findVoiceSource,
  savedVoices,
  type VoicePlaces,
  voicesBeside,
  voicesInFolder,
  voicesV11,
} from '../speech/voiceSource';
import { describeKind, languageName } from './voiceTexts';

/** A voice as menus show it. */
export interface ListedVoice extends Voice {
  /** "American English, female"; for a blend, its language and its parts. */
  detail: string;
  /** The expression of a blend. */
  blend?: string;
}

/** Every voice that can be chosen: the user's blends and voices, those beside the user's model, and the published ones. */
export function listVoices(places: VoicePlaces): { label: string; voices: ListedVoice[] }[] {
  const listed = (voice: Voice): ListedVoice => ({ ...voice, detail: describeKind(voice) });
  const blends = savedVoices(places).map((voice) => {
    const blend = places.saved?.[voice.name] ?? '';
    return { ...voice, blend, detail: `${languageName(voice.code)}, ${blend}` };
  });
  const groups = [
    { label: vscode.l10n.t('Your blends'), voices: blends },
    {
      label: vscode.l10n.t('Your own voices'),
      voices: (places.added === undefined ? [] : voicesInFolder(places.added)).map(listed),
    },
    {
      label: vscode.l10n.t('With your model'),
      voices: (places.model === undefined ? [] : voicesBeside(places.model)).map(listed),
    },
    ...(places.isV11 === true ? groupsV11().map(({ label, voices }) => ({ label, voices: voices.map(listed) })) : []),
    ...groupVoices().map(({ voices }) => ({
      label: voices[0] ? describeKind(voices[0]) : '',
      voices: voices.map(listed),
    })),
  ];
  // A voice beside the model goes before a published one of the same name.
  const seen = new Set<string>();
  return groups
    .map(({ label, voices }) => ({ label, voices: voices.filter(({ name }) => !seen.has(name) && seen.add(name)) }))
    .filter(({ voices }) => voices.length > 0);
}

/** The voices of Kokoro v1.1-zh by language and gender. */
function groupsV11(): { label: string; voices: Voice[] }[] {
  const groups = new Map<string, Voice[]>();
  for (const voice of voicesV11()) {
    const label = `Kokoro v1.1-zh: ${describeKind(voice)}`;
    groups.set(label, [...(groups.get(label) ?? []), voice]);
  }
  return Array.from(groups, ([label, voices]) => ({ label, voices }));
}

/** The voices for the player. */
export function voiceOptions(places: VoicePlaces, favourites: readonly string[]): VoiceOption[] {
  return listVoices(places).flatMap(({ label: group, voices }) =>
    voices.map(({ name, displayName, detail, blend }) => ({
      ...{ name, label: `${displayName}, ${detail}`, group, favourite: favourites.includes(name) },
      ...(blend !== undefined && { blend }),
    })),
  );
}

/** A text in which a voice introduces itself. @throws KokoroError `voice-unknown`, `voice-blend-invalid` */
export function sampleOf(name: string, places: VoicePlaces): ReadingText {
  const { language, parts } = findVoiceSource(name, places);
  const isOwnName = !isBlend(name) && !isPublishedVoice(name) && places.saved?.[name] !== undefined;
  const called = isOwnName ? name : parts.map((part) => displayNameOf(part.name)).join(', ');
  const text = LANGUAGES[language].sample(called);
  return { text, format: 'plain', title: vscode.l10n.t('Sample: {0}', called), voice: name };
}

const displayNameOf = (name: string): string => name.charAt(3).toUpperCase() + name.slice(4);
