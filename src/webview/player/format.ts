import { MAX_SPEED, MIN_SPEED } from '../../kokoro/speed';

export const SPEED_STEP = 0.05;
export const SPEED_PRESETS = [0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;
export const SLEEP_MINUTES = [5, 10, 15, 30, 60] as const;

/** The nearest multiple of SPEED_STEP above (`direction` 1) or below (-1) a speed, within the limits. */
export function stepSpeed(speed: number, direction: 1 | -1): number {
  const steps = Number((speed / SPEED_STEP).toFixed(6));
  const next = direction > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1;
  return Number(Math.min(Math.max(next * SPEED_STEP, MIN_SPEED), MAX_SPEED).toFixed(2));
}

/** "1.25×" */
export function formatSpeed(speed: number): string {
  return `${speed.toFixed(2)}×`;
}

/** "0:07", "12:34", "1:02:03" */
export function formatTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
