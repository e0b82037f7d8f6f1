import { type Command, InvalidArgumentError, Option } from 'commander';
import { messageOf } from '../common/errors';
import { LANGUAGE_CODES } from '../language/languages';

/** Adds a command to the program; a wrong use of it points to its help. */
export function addCommand(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).showHelpAfterError(`Try "${program.name()} ${name} --help".`);
}

/** `--lang`, of the languages that there are. */
export function languageOption(description: string): Option {
  return new Option('--lang <code>', description).choices(LANGUAGE_CODES);
}

/** An option's value that names a file. */
export function fileName(value: string): string {
  if (value !== '') return value;
  throw new InvalidArgumentError('It must name a file.');
}

/** An option's value that is a number from `min` to `max`. */
export function numberFrom(min: number, max: number): (value: string) => number {
  return (value) => {
    const result = value.trim() === '' ? NaN : Number(value);
    if (result >= min && result <= max) return result;
    throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
  };
}

/** An option's value that is a whole number from `min` to `max`. */
export function integerFrom(min: number, max: number): (value: string) => number {
  return (value) => {
    const result = /^\d+$/.test(value) ? Number(value) : NaN;
    if (result >= min && result <= max) return result;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

/** An option's value that is a regular expression. */
export function pattern(value: string): RegExp {
  try {
    // eslint-disable-next-line kokoro/linear-expression -- the user's own pattern, for the names of a model's layers
    return new RegExp(value);
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
}
