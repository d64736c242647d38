/** How far people agree on an ordinal scale, and its counterpart, how far they are split in two camps. */

export type Agreement =
  | {
      ok: true;
      /** A, from −1 (half at each end of the scale) over 0 (every mark equally often) to 1 (all one mark). */
      agreement: number;
      /** (1 − A) / 2, from 0 (all one mark) to 1 (half at each end). */
      polarisation: number;
    }
  | { ok: false; reason: "too-few-categories" | "bad-count" | "no-answers" };

/**
 * Van der Eijk's A over the number of answers per category, lowest category first (VE1–VE3). The distribution
 * is cut into layers in which every category is either full or empty. A layer with S of K categories full has
 *
 *     A = U · (1 − (S − 1) / (K − 1)),   U = ((K − 2)·TU − (K − 1)·TDU) / ((K − 2)·(TU + TDU))
 *
 * where TU counts the triples of categories, in their order, that read 110 or 011 (one peak), and TDU those
 * that read 101 (two peaks). A of the whole is the mean over the layers, weighted by the answers in each. One
 * category full is 1 and all full is 0, whatever U.
 *
 * Counts may be fractions (a role may weigh 1 in all), so they need not be whole. Blind to the distance between
 * categories and to how many answered: two answers can give any A, so show the number beside it.
 * O(K⁴), with K marks on a scale.
 * Source: van der Eijk, Measuring Agreement in Ordered Rating Scales, Quality & Quantity 35 (2001), 325–341;
 * polarisation as in Ruedin's R package agrmt.
 */
export function agreementOf(counts: readonly number[]): Agreement {
  if (counts.length < 2) return { ok: false, reason: "too-few-categories" };
  if (counts.some((count) => !Number.isFinite(count) || count < 0)) return { ok: false, reason: "bad-count" };
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return { ok: false, reason: "no-answers" };
  let agreement = 0;
  let below = 0;
  for (const level of [...new Set(counts)].sort((a, b) => a - b)) {
    const full = counts.map((count) => count >= level);
    const answers = (level - below) * full.filter(Boolean).length;
    agreement += (answers / total) * layerAgreement(full);
    below = level;
  }
  return { ok: true, agreement, polarisation: (1 - agreement) / 2 };
}

function layerAgreement(full: readonly boolean[]): number {
  const categories = full.length;
  const filled = full.filter(Boolean).length;
  if (filled === 1) return 1;
  if (filled === categories) return 0;
  let onePeak = 0;
  let twoPeaks = 0;
  for (let i = 0; i < categories; i++) {
    for (let j = i + 1; j < categories; j++) {
      for (let k = j + 1; k < categories; k++) {
        const [first, middle, last] = [full[i], full[j], full[k]];
        if (middle && first !== last) onePeak++;
        if (!middle && first && last) twoPeaks++;
      }
    }
  }
  const unimodality =
    ((categories - 2) * onePeak - (categories - 1) * twoPeaks) / ((categories - 2) * (onePeak + twoPeaks));
  return unimodality * (1 - (filled - 1) / (categories - 1));
}
