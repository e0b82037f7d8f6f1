/** Limits of the speaking rate; 1 is the voice's natural pace. */
export const MIN_SPEED = 0.5;
export const MAX_SPEED = 3;
