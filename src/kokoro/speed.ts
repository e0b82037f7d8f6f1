/** Limits of the speed of speech; 1 is the voice's own pace. */
export const MIN_SPEED = 0.5;
export const MAX_SPEED = 2;
