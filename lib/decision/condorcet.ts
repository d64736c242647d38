import { type Pairwise, pairOf } from "./pairwise";

/**
 * The option that beats every other one in its pair (CW1), or null: there may be a cycle, or a tied pair at the
 * top. An option that stands alone is the winner. O(options²).
 * Source: Condorcet, Essai sur l'application de l'analyse à la probabilité des décisions (1785).
 */
export function condorcetWinner({ options, margins }: Pairwise): string | null {
  const beatsAll = (a: string) => options.every((b) => b === a || pairOf(margins, a, b) > 0);
  return options.find(beatsAll) ?? null;
}

/**
 * The Smith set (CW2, CW3): the smallest group of options each of which beats every option outside it. It holds
 * the Condorcet winner alone if there is one, and otherwise shows who is in the cycle at the top. Starting from
 * an option, whoever is not beaten by all members joins; such groups lie one in the other, so the smallest of
 * them is the set. In id order. O(options⁴) at worst; options are few.
 * Source: Smith, Aggregation of Preferences with Variable Electorate, Econometrica 41 (1973), 1027–1041.
 */
export function smithSet({ options, margins }: Pairwise): string[] {
  const groupFrom = (start: string): string[] => {
    const members = new Set([start]);
    for (const member of members) {
      for (const other of options)
        if (other !== member && pairOf(margins, member, other) <= 0) members.add(other);
    }
    return options.filter((option) => members.has(option));
  };
  return options.map(groupFrom).reduce((least, group) => (group.length < least.length ? group : least));
}
