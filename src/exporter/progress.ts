import type { Progress } from './export';

export type Stage = Parameters<Progress>[0];

/** What a user is told of a stage, and which share of the whole it takes, roughly. */
const STAGES: Readonly<Record<Stage, { text: string; from: number; to: number }>> = {
  read: { text: 'Reading the weights', from: 0, to: 0.1 },
  build: { text: 'Building the graph', from: 0.1, to: 0.5 },
  convert: { text: 'Converting the weights', from: 0.5, to: 0.7 },
  write: { text: 'Writing the file', from: 0.7, to: 1 },
};

/** "Building the graph" */
export function describeStage(stage: Stage): string {
  return STAGES[stage].text;
}

/** How much of all work is done, from 0 to 1, when a stage is done to this part. */
export function shareOf(stage: Stage, part: number): number {
  const { from, to } = STAGES[stage];
  return from + (to - from) * part;
}
