/**
 * Divides tenths and rounds half up to whole tenths, in integers only: floats lose exact halves
 * (`(6.55).toFixed(1)` is "6.5") and with them a pupil's rating. `numerator` ≥ 0, `divisor` > 0.
 */
export const divideHalfUp = (numerator: number, divisor: number): number =>
  Math.floor((2 * numerator + divisor) / (2 * divisor));
