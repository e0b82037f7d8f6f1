import type { Progress } from './export';

export type Stage = Parameters<Progress>[0];

/** What a user is told of a stage, and which share of the whole it takes, roughly. */
const STAGES: Readonly<Record<Stage, { text: string; from: number; to: number }>> = {
  read: { text: 'Reading the weights', from: 0, to: 0.05 },
  // By far the longest, where there is one.
  calibrate: { text: 'Measuring what its layers hold', from: 0.05, to: 0.8 },
  build: { text: 'Building the graph', from: 0.8, to: 0.9 },
  convert: { text: 'Converting the weights', from: 0.9, to: 0.95 },
  write: { text: 'Writing the file', from: 0.95, to: 1 },
  // The last of a rebuild, which takes longer than it looks like.
  verify: { text: 'Comparing how it speaks', from: 0.95, to: 1 },
  // Behind all the others, and longer: begins anew.
  measure: { text: 'Measuring each block', from: 0, to: 1 },
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
