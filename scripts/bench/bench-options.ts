import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { stringOption, type OptionSpec, type OptionValues } from '../command.ts';

/** Every benchmark has this option: a run of seconds that shows that all of it works, its figures mean little. */
export const quickOption: OptionSpec = { type: 'boolean', description: 'A short run over small inputs' };

/** A positive number, or several divided by commas. */
export function numbersOption(values: OptionValues, name: string, byDefault: number[]): number[] {
  const text = stringOption(values, name);
  if (text === undefined) return byDefault;
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (numbers.every((number) => number > 0 && Number.isFinite(number))) return numbers;
  throw new AtlasError('usage', `--${name}: found "${text}", expected positive numbers divided by commas.`);
}

/** Some of the words that there are. */
export function wordsOption<Word extends string>(
  values: OptionValues,
  name: string,
  words: readonly Word[],
  byDefault: readonly Word[] = words,
): readonly Word[] {
  const text = stringOption(values, name);
  if (text === undefined) return byDefault;
  return text.split(',').map((part) => {
    const word = words.find((each) => each === part.trim());
    if (word !== undefined) return word;
    throw new AtlasError('usage', `--${name}: found "${part}", expected some of ${words.join(', ')}.`);
  });
}
