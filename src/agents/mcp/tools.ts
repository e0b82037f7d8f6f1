import { MAX_SPEED, MIN_SPEED } from '../../kokoro/speed';
import { MAX_MESSAGE_CHARACTERS } from '../message';
import { SPEAK_STATES } from '../toolSpeaker';

/** What a call of `speak` is given, as a JSON schema. package.json has the same for VS Code's chat; a test compares. */
export const SPEAK_INPUT = {
  type: 'object',
  properties: {
    text: {
      type: 'string',
      minLength: 1,
      maxLength: MAX_MESSAGE_CHARACTERS,
      description:
        'What to say, written for the ear: one to three sentences that the user would want to hear. No code, no long paths, no tables.',
    },
    format: {
      type: 'string',
      enum: ['markdown', 'plaintext'],
      default: 'markdown',
      description: 'How the text is written. In Markdown, marks are not read out and code blocks are only announced.',
    },
    voice: {
      type: 'string',
      description:
        'A Kokoro voice such as af_heart, am_michael or bf_emma. Leave it out unless the user asked for one: the user has chosen a voice in the settings.',
    },
    speed: {
      type: 'number',
      minimum: MIN_SPEED,
      maximum: MAX_SPEED,
      description: 'Speaking rate; 1 is the normal pace. Leave it out unless the user asked for it.',
    },
    wait: {
      type: 'boolean',
      default: false,
      description:
        'Whether to return only when the text was heard to its end, for example to ask something afterwards. By default the call returns as soon as the text is playing or queued, and you go on working.',
    },
  },
  required: ['text'],
  additionalProperties: false,
} as const;

const NO_INPUT = { type: 'object', properties: {}, additionalProperties: false } as const;
const OWNER = {
  type: 'object',
  properties: { agent: { type: 'string' }, session: { type: 'string' } },
  required: ['agent'],
} as const;
const flag = (name: string, description: string) =>
  ({ type: 'object', properties: { [name]: { type: 'boolean', description } }, required: [name] }) as const;

/** Every tool changes what is heard and nothing else: no files, no network. */
const HINTS = { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false } as const;

/** The tools, as clients list them. */
export const TOOLS = [
  {
    name: 'speak',
    title: 'Speak aloud',
    description:
      'Says a short text aloud to the user, with a voice that runs on their machine. Use it when the user asked to hear something, or to report that long work is done or needs an answer. Texts of all agents and windows are queued, so they never talk over each other, and the user may mute you.',
    inputSchema: SPEAK_INPUT,
    outputSchema: {
      type: 'object',
      properties: {
        state: {
          type: 'string',
          enum: SPEAK_STATES,
          description:
            'playing: it is being heard. queued: it waits for its turn. spoken: it was heard to its end. stopped: the user or you ended it. muted: the user does not want to hear you; do not try again in this session.',
        },
      },
      required: ['state'],
    },
    annotations: HINTS,
  },
  {
    name: 'stop',
    title: 'Stop speaking',
    description: 'Ends what you are saying and drops what you have queued. Texts of other agents are not touched.',
    inputSchema: NO_INPUT,
    outputSchema: flag('stopped', 'Whether there was anything to end.'),
    annotations: { ...HINTS, idempotentHint: true },
  },
  {
    name: 'pause',
    title: 'Pause',
    description: 'Pauses what you are saying at the word being heard. `resume` goes on there.',
    inputSchema: NO_INPUT,
    outputSchema: flag('paused', 'Whether a text of yours was being heard.'),
    annotations: { ...HINTS, idempotentHint: true },
  },
  {
    name: 'resume',
    title: 'Resume',
    description: 'Goes on with what was paused.',
    inputSchema: NO_INPUT,
    outputSchema: flag('resumed', 'Whether a text of yours was there to go on with.'),
    annotations: { ...HINTS, idempotentHint: true },
  },
  {
    name: 'skip',
    title: 'Skip sentences',
    description: 'Goes forward by sentences in what you are saying, or back with a negative number.',
    inputSchema: {
      type: 'object',
      properties: {
        sentences: { type: 'integer', minimum: -1000, maximum: 1000, default: 1, description: 'How many sentences.' },
      },
      additionalProperties: false,
    },
    outputSchema: flag('skipped', 'Whether a text of yours was being heard.'),
    annotations: HINTS,
  },
  {
    name: 'status',
    title: 'What is being spoken',
    description:
      'Tells whose text is being heard, who waits for a turn, and what went wrong with texts of yours that were queued.',
    inputSchema: NO_INPUT,
    outputSchema: {
      type: 'object',
      properties: {
        you: { ...OWNER, description: 'Your own name and session, as they appear below.' },
        current: {
          ...OWNER,
          properties: { ...OWNER.properties, state: { type: 'string', enum: ['waiting', 'playing', 'paused'] } },
          required: ['agent', 'state'],
          description: 'The text whose turn it is; left out when there is none.',
        },
        waiting: { type: 'array', items: OWNER, description: 'Texts that wait for their turn, in order.' },
        failures: {
          type: 'array',
          items: {
            type: 'object',
            properties: { code: { type: 'string' }, message: { type: 'string' } },
            required: ['code', 'message'],
          },
          description: 'Why texts that you had queued were not heard, since you last asked.',
        },
      },
      required: ['you', 'waiting', 'failures'],
    },
    annotations: { ...HINTS, readOnlyHint: true, idempotentHint: true },
  },
] as const;

export type ToolName = (typeof TOOLS)[number]['name'];
