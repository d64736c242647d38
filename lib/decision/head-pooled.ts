/**
 * The mean over all marks, whoever gave them (HP1): Σ n·mean / Σ n. Shown only to say what it would change, never
 * the default: the largest role decides alone, and inviting six more of one's own kind is a way to win. Null when
 * nobody gave a mark. O(roles).
 */
export function headPooled(cells: readonly { n: number; mean: number | null }[]): number | null {
  const heads = cells.reduce((sum, { n, mean }) => (mean === null ? sum : sum + n), 0);
  if (!(heads > 0)) return null;
  return cells.reduce((sum, { n, mean }) => (mean === null ? sum : sum + n * mean), 0) / heads;
}
