export interface LeftOut<Item> {
  item: Item;
  /** Winners without it; empty when there is no result without it. */
  winners: string[];
  changes: boolean;
}

/**
 * Who wins without each option, criterion, role or person (LO1–LO4). `winnersOf` evaluates what is left, its order
 * kept. `expected` says who should win if the item made no difference: the same as now, except that an option that
 * is left out cannot win itself; when nobody is left to expect, nothing has changed.
 * A change without a person says that the result hangs on one ballot: show how many such there are, never who.
 * One evaluation per item.
 */
export function leaveOneOut<Item>(
  items: readonly Item[],
  winnersOf: (left: readonly Item[]) => readonly string[],
  expected: (item: Item, winners: readonly string[]) => readonly string[] = (_, winners) => winners,
): { winners: string[]; without: LeftOut<Item>[] } {
  const winners = [...winnersOf(items)];
  return {
    winners,
    without: items.map((item, at) => {
      const found = [...winnersOf(items.filter((_, other) => other !== at))];
      const due = new Set(expected(item, winners));
      const same = due.size === new Set(found).size && found.every((each) => due.has(each));
      return { item, winners: found, changes: due.size > 0 && !same };
    }),
  };
}
