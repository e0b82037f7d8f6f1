import { type Command, InvalidArgumentError, Option } from 'commander';
import { messageOf } from '../common/errors';
import { type Format, isFormat } from '../document/formats';
import { LANGUAGE_CODES } from '../language/languages';

/** Adds a command to the program. Its usage errors point to its help. */
export function addCommand(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).showHelpAfterError(`Try "${program.name()} ${name} --help".`);
}

/** The option `--lang`. */
export function languageOption(description: string): Option {
  return new Option('--lang <code>', description).choices(LANGUAGE_CODES);
}

/** Parses an option that names a file. */
export function fileName(value: string): string {
  if (value !== '') return value;
  throw new InvalidArgumentError('It must name a file.');
}

/** Parses an option that names the format of a text. */
export function formatName(value: string): Format {
  if (isFormat(value)) return value;
  throw new InvalidArgumentError('It must be a format such as markdown, json or code:python.');
}

/** Parses an option that is a number from `min` to `max`. */
export function numberFrom(min: number, max: number): (value: string) => number {
  return (value) => {
    const result = value.trim() === '' ? NaN : Number(value);
    if (result >= min && result <= max) return result;
    throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
  };
}

/** Parses an option that is an integer from `min` to `max`. */
export function integerFrom(min: number, max: number): (value: string) => number {
  return (value) => {
    const result = /^\d+$/.test(value) ? Number(value) : NaN;
    if (result >= min && result <= max) return result;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

/** Parses an option that is a regular expression. */
export function pattern(value: string): RegExp {
  try {
    // eslint-disable-next-line kokoro/linear-expression -- the user's own pattern, matched only against names of layers
    return new RegExp(value);
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
}
