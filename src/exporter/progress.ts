import { t } from '../common/l10n';
import type { Progress } from './export';

export type Stage = Parameters<Progress>[0];

/** The text that describes a stage to the user, and roughly which part of the whole job it is. */
const STAGES: Readonly<Record<Stage, { text: () => string; from: number; to: number }>> = {
  read: { text: () => t('Reading the weights'), from: 0, to: 0.05 },
  // By far the longest stage, if there is one.
  calibrate: { text: () => t('Measuring the ranges of activations'), from: 0.05, to: 0.8 },
  build: { text: () => t('Building the graph'), from: 0.8, to: 0.9 },
  convert: { text: () => t('Converting the weights'), from: 0.9, to: 0.95 },
  write: { text: () => t('Writing the file'), from: 0.95, to: 1 },
  // The last stage of a rebuild, longer than its share suggests.
  verify: { text: () => t('Comparing speech with the original'), from: 0.95, to: 1 },
  // The last stage of a mobile bundle.
  bundle: { text: () => t('Writing the mobile bundle'), from: 0.95, to: 1 },
  // Runs last; progress restarts at 0.
  measure: { text: () => t('Measuring each block'), from: 0, to: 1 },
};

/** "Building the graph" */
export function describeStage(stage: Stage): string {
  return STAGES[stage].text();
}

/** The overall progress, from 0 to 1, when this part of a stage is done. */
export function shareOf(stage: Stage, part: number): number {
  const { from, to } = STAGES[stage];
  return from + (to - from) * part;
}
