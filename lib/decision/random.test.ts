import { expect, test } from "vitest";
import { asBelow, asUniform, randomFrom, seededRandom } from "./random";

test("[RN1] the authors' C program from state 1, 2, 3, 4 (as in rand_xoshiro's tests)", () => {
  const random = randomFrom(1, 2, 3, 4);
  expect(Array.from({ length: 10 }, () => random.next())).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test("[RN2] a seed fixes the stream; another seed, even a neighbour, gives another", () => {
  const stream = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 4 }, () => random.next());
  };
  expect(stream(7)).toEqual(stream(7));
  const all = [0, 1, 2, 7, 0xffffffff].flatMap(stream);
  expect(new Set(all).size).toBe(all.length);
});

test("[RN2] many at once are the same as one after the other", () => {
  const [one, many] = [seededRandom(5), seededRandom(5)];
  const drawn = new Uint32Array(9);
  for (const _ of [1, 2]) {
    many.fill(drawn);
    expect(Array.from(drawn)).toEqual(Array.from(drawn, () => one.next()));
    expect(many.next()).toBe(one.next());
    expect(asUniform(many.next())).toBe(one.uniform());
    expect(asBelow(many.next(), 7)).toBe(one.below(7));
  }
});

test("[RN3] uniform numbers fill 0…1 evenly, and so do whole numbers", () => {
  const random = seededRandom(1);
  const [drawn, bins] = [70_000, 7];
  const uniform = new Array<number>(bins).fill(0);
  const whole = new Array<number>(bins).fill(0);
  for (let i = 0; i < drawn; i++) {
    const u = random.uniform();
    const bin = Math.floor(u * bins);
    uniform[bin] = (uniform[bin] ?? Number.NaN) + 1;
    const n = random.below(bins);
    whole[n] = (whole[n] ?? 0) + 1;
  }
  // χ² with 6 degrees of freedom: above 22.46 once in a thousand seeds.
  for (const counts of [uniform, whole]) {
    const expected = drawn / bins;
    expect(counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)).toBeLessThan(22.46);
  }
  expect(random.below(1)).toBe(0);
  const seen = new Set(Array.from({ length: 200 }, () => random.below(3)));
  expect([...seen].sort()).toEqual([0, 1, 2]);
});
