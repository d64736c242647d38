/** The tail of the gamma distribution, from + − × ÷ √ alone: those give the same bits on every machine. */

/** Relative change at which a sum or fraction has settled: a few units in the last place of a double. */
const SETTLED = 1e-15;

/**
 * Q(a, x) = Γ(a, x) / Γ(a), the regularised upper incomplete gamma function (IG1–IG3), for a a positive multiple
 * of ½ up to 1000 and x ≥ 0: all that a chi-square needs. Below x = a + 1 the power series of 1 − Q, above it the
 * continued fraction by Lentz's method, each of which settles fast on its side. Absolute error below 1e-12 (held
 * by the tests against closed forms). NaN never leaves: outside that range the answer is null. O(√a + 30) steps
 * near x = a, O(a) for the factor in front.
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 6.5.29 and 6.5.31; Press et al.,
 * Numerical Recipes in C (2nd ed., 1992), section 6.2.
 */
export function upperGamma(a: number, x: number): number | null {
  if (!Number.isInteger(2 * a) || a <= 0 || a > 1000 || !(x >= 0)) return null;
  // Far beyond the last double that a tail can be: the factor in front would be 0 · ∞.
  if (x > 1e5) return 0;
  return x < a + 1 ? 1 - lowerBySeries(a, x) : upperByFraction(a, x);
}

/** P(a, x) = x^a e^−x / Γ(a+1) · (1 + x/(a+1) + x²/((a+1)(a+2)) + …). */
function lowerBySeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * SETTLED; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return factor(a, x) * sum;
}

/** Q(a, x) = x^a e^−x / Γ(a) · 1/(x+1−a − 1·(1−a)/(x+3−a − 2·(2−a)/(x+5−a − …))). */
function upperByFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1, change = 0; Math.abs(change - 1) > SETTLED && n < 10_000; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    change = c * d;
    fraction *= change;
  }
  return factor(a, x) * a * fraction;
}

/** x^a e^−x / Γ(a+1), as a product whose parts stay in range: e^−x is dealt out over the factors. */
function factor(a: number, x: number): number {
  const whole = Math.floor(a);
  const half = a - whole;
  const share = expOfMinus(x / (whole + 1));
  // Γ(3/2) = √π / 2, Γ(1) = 1.
  let product = half === 0 ? share : (share * Math.sqrt(x)) / (Math.sqrt(Math.PI) / 2);
  for (let k = 1; k <= whole; k++) product *= (x / (k + half)) * share;
  return product;
}

/** ln 2 in two parts, the first with zeros at its end, so that n · LN2_HIGH is exact. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/** e^−y for y ≥ 0: y = n·ln 2 + r, a Taylor series for e^−r, then n halvings. */
function expOfMinus(y: number): number {
  const n = Math.round(y / Math.LN2);
  const r = y - n * LN2_HIGH - n * LN2_LOW;
  let term = 1;
  let result = 1;
  for (let k = 1; k <= 18; k++) {
    term *= -r / k;
    result += term;
  }
  for (let k = 0; k < n && result > 0; k++) result /= 2;
  return result;
}
