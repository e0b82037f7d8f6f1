/** Limits of the speaking rate; 1 is the voice's natural pace. */
export const MIN_SPEED = 0.5;
export const MAX_SPEED = 3;

/** The speed nearest to this one that speech can have. */
export function clampSpeed(speed: number): number {
  return Math.min(Math.max(speed, MIN_SPEED), MAX_SPEED);
}
