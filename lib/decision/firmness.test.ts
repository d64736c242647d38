import fc from "fast-check";
import { expect, test } from "vitest";
import { type FirmnessMeasures, firmness } from "./firmness";

const measures: FirmnessMeasures = { lead: 0.08, firstPlace: 0.7, ballots: 0.75 };

test("[FM1] every bar reached is firm; one missed is no clear winner, and says which (analytic)", () => {
  expect(firmness(1, measures, { lead: 5, firstPlace: 70, ballots: 75 })).toEqual({
    verdict: "firm",
    tied: false,
    met: [
      { bar: "lead", needed: 0.05, found: 0.08 },
      { bar: "firstPlace", needed: 0.7, found: 0.7 },
      { bar: "ballots", needed: 0.75, found: 0.75 },
    ],
    missed: [],
  });
  expect(firmness(1, measures, { lead: 10, firstPlace: 70, ballots: 76 })).toMatchObject({
    verdict: "no-clear-winner",
    met: [{ bar: "firstPlace" }],
    missed: [
      { bar: "lead", needed: 0.1, found: 0.08 },
      { bar: "ballots", needed: 0.76, found: 0.75 },
    ],
  });
  const hair = { ...measures, lead: 0.3 - 0.1 };
  expect(firmness(1, hair, { lead: 20, firstPlace: 0, ballots: 0 }).verdict).toBe("firm");
});

test("[FM2] a tie, or nobody, is no clear winner whatever the bars", () => {
  const none = { lead: 0, firstPlace: 0, ballots: 0 };
  expect(firmness(2, measures, none)).toMatchObject({ verdict: "no-clear-winner", tied: true, missed: [] });
  expect(firmness(0, measures, none)).toMatchObject({ verdict: "no-clear-winner", tied: false });
  expect(firmness(1, measures, none).verdict).toBe("firm");
});

test("[FM3] what is not known misses its bar", () => {
  const none = { lead: 0, firstPlace: 0, ballots: 0 };
  expect(firmness(1, { ...measures, firstPlace: null }, none).missed).toEqual([
    { bar: "firstPlace", needed: 0, found: null },
  ]);
  expect(firmness(1, { ...measures, lead: Number.NaN }, none).verdict).toBe("no-clear-winner");
});

test("[FM1] a lower bar or a better figure never makes a result less firm", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const bar = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(share, bar, share, bar, (found, needed, step, down) => {
      const isFirm = (lead: number, hundredths: number) =>
        firmness(1, { ...measures, lead }, { lead: hundredths, firstPlace: 0, ballots: 0 }).verdict ===
        "firm";
      if (!isFirm(found, needed)) return;
      expect(isFirm(found + step, needed)).toBe(true);
      expect(isFirm(found, needed - down)).toBe(true);
    }),
  );
});
