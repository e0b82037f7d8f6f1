/** Limits of the speaking rate; 1 is the voice's natural pace. */
export const MIN_SPEED = 0.5;
export const MAX_SPEED = 2;
/** Speech is heard at up to this speed: the player shortens what was made at MAX_SPEED. */
export const MAX_HEARD_SPEED = 3;
