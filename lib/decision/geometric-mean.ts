/** Roots without Math.pow or Math.log, whose last bit differs between engines: only × ÷ + − and comparison. */

/** The smallest double whose n-th power, multiplied out in doubles, is not below x > 0; n from 1. */
export function nthRoot(x: number, n: number): number {
  let low = Math.min(1, x);
  let high = Math.max(1, x);
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (power(middle, n) < x) low = middle;
    else high = middle;
  }
}

/** Squaring keeps the count of roundings to some log₂ n. */
function power(base: number, exponent: number): number {
  let result = 1;
  for (let rest = exponent, square = base; rest > 0; rest = Math.floor(rest / 2), square *= square) {
    if (rest % 2 === 1) result *= square;
  }
  return result;
}

/** (Π x)^(1/n) of numbers above 0; in ascending order, so that the order given changes no bit. O(n log n). */
export function geometricMean(numbers: readonly number[]): number {
  let mean = 1;
  let product = 1;
  for (const each of [...numbers].sort((a, b) => a - b)) {
    product *= each;
    if (product < 1e-150 || product > 1e150) {
      mean *= nthRoot(product, numbers.length);
      product = 1;
    }
  }
  return mean * nthRoot(product, numbers.length);
}
