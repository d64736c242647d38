/** Random numbers that a seed fixes, the same bits on every machine: only 32-bit whole-number steps. */
export interface Random {
  /** A whole number 0…2³² − 1. */
  next(): number;
  /** A multiple of 2⁻³² from 0 to below 1. */
  uniform(): number;
  /** A whole number 0…n − 1, n from 1 to 2²¹, each as likely to within n / 2³². */
  below(n: number): number;
  /** `next()` for each place, three times as fast: the state stays in registers from one to the next. */
  fill(into: Uint32Array): void;
}

/**
 * xoshiro128** 1.1 of Blackman & Vigna (2021), Scrambled linear pseudorandom number generators, ACM Transactions on
 * Mathematical Software 47(4), its state filled from the seed by the steps of SplitMix32 (RN1–RN3). Period
 * 2¹²⁸ − 1. Not for secrets: the stream shows its state.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const split = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  // Four outputs of a bijection at four different points are not all 0, the one state that must not be.
  return randomFrom(split(), split(), split(), split());
}

/** What `fill` gives as `uniform` and as `below` give it. */
export const asUniform = (next: number): number => next / 0x1_0000_0000;
// Drawing again would make it exact, at the price of a slow remainder in the innermost loop of a bootstrap.
export const asBelow = (next: number, n: number): number => Math.floor((next * n) / 0x1_0000_0000);

/** From the four words of the state, not all of them 0. */
export function randomFrom(first: number, second: number, third: number, fourth: number): Random {
  let [a, b, c, d] = [first | 0, second | 0, third | 0, fourth | 0];
  const next = (): number => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  return {
    next,
    uniform: () => asUniform(next()),
    below: (n) => asBelow(next(), n),
    fill: (into) => {
      let [w, x, y, z] = [a, b, c, d];
      for (let i = 0; i < into.length; i++) {
        const scrambled = Math.imul(x, 5);
        into[i] = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
        const shifted = x << 9;
        y ^= w;
        z ^= x;
        x ^= y;
        w ^= z;
        y ^= shifted;
        z = (z << 11) | (z >>> 21);
      }
      [a, b, c, d] = [w, x, y, z];
    },
  };
}
