import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { parseRules } from "@/lib/decision/rules-text";
import { ballot, frame, html, map } from "./testing-page";

const rules = parseRules(fs.readFileSync("lib/decision/RULES.md", "utf8"));
const ballots = [
  ballot(
    "1",
    "makers",
    { "cost|A": 5, "cost|B": 3, "cost|C": 1, "cost|D": 3, "ease|A": 2, "ease|B": 5 },
    { cost: 100, ease: 50, map: 20 },
  ),
  ballot("2", "makers", { "cost|A": "abstain", "cost|B": "not-applicable", "ease|B": 4 }, { cost: 100 }),
  ballot("3", "buyers", { "cost|A": 2, "cost|B": 5, "cost|C": 1, "cost|D": 2 }),
];

describe.each(["en", "fr"] as const)("results in %s", (locale) => {
  test("word every case: out, unscored, incomplete, borrowed weights, unrated tasks", () => {
    const page = html(locale, ballots);
    const [out, unscored, incomplete] =
      locale === "en"
        ? [
            "Crucible is out and not ranked",
            "Ember has no mark that carries weight",
            "Die has no marks on “Ease”",
          ]
        : [
            "Crucible ne franchit pas tous les seuils",
            "Ember n’a aucune note qui pèse",
            "Die n’a pas de note sur « Ease »",
          ];
    for (const sentence of [out, unscored, incomplete]) expect(page).toContain(sentence);
    expect(page).not.toMatch(/NaN|undefined|results\./);
  });

  test("cite rules that stand on the page of the rules", () => {
    const cited = [...html(locale, ballots).matchAll(/\/rules#(\w+)"/g)].map(([, id]) => id);
    expect(cited.length).toBeGreaterThan(15);
    const known = rules.parts.flatMap((part) => part.rules.map((rule) => rule.id));
    expect(known).toEqual(expect.arrayContaining(cited));
  });

  test("agree in number when other rules would let two options tie", () => {
    const median = { ...frame, criteria: frame.criteria.slice(0, 1) };
    const cast = [
      ballot("1", "makers", { "cost|A": 5, "cost|B": 4 }),
      ballot("2", "makers", { "cost|A": 4, "cost|B": 4 }),
      ballot("3", "makers", { "cost|A": 4, "cost|B": 4 }),
    ];
    const page = html(locale, cast, median);
    expect(page).toContain(
      locale === "en"
        ? "Anvil and Bellows would tie for the first place."
        : "Anvil et Bellows arriveraient en tête à égalité.",
    );
  });

  test("word a tie and a vote without weights", () => {
    const page = html(locale, [ballot("1", "buyers", { "cost|A": 3, "cost|B": 3, "cost|D": 2 })]);
    expect(page).toContain(
      locale === "en" ? "Anvil and Bellows tie" : "Anvil et Bellows sont en tête à égalité",
    );
    expect(page).not.toMatch(/NaN|undefined|results\./);
  });

  test("give every section with figures the rules that made them", () => {
    const page = html(locale, ballots);
    for (const section of page.split("<section").filter((part) => /^[^>]*id="(?!pair)/.test(part))) {
      expect(section).toContain("/rules#");
    }
  });

  test("say that a role is not asked where it may not score, not that it gave no marks", () => {
    expect(html(locale, ballots)).toContain(
      locale === "en"
        ? "Buyers is not asked about “Ease”, which its own ranking leaves out."
        : "Buyers n’est pas interrogé sur «\u00a0Ease\u00a0», que son propre classement laisse de côté.",
    );
  });

  test("draw no figure for a role that nobody voted in", () => {
    const page = html(locale, ballots);
    const tipping = page.slice(page.indexOf('id="tipping"'), page.indexOf('id="policies"'));
    expect(tipping).toContain("Makers");
    expect(tipping).not.toContain("Nobody");
  });

  test("show no coverage where nothing on the map is rated", () => {
    const page = html(locale, ballots, frame, { ...map, fits: {} });
    expect(page).not.toContain('id="coverage"');
  });

  test("name no other first place where leaving the only role leaves nothing to rank", () => {
    const page = html(locale, [ballot("1", "buyers", { "cost|A": 3, "cost|B": 3, "cost|D": 2 })]);
    expect(page).not.toMatch(/Without Buyers|Sans Buyers/);
  });

  test("word two missed bars as one sentence, and the ballots as a count", () => {
    const cast = [
      ballot("1", "makers", { "cost|A": 5, "cost|B": 4, "cost|D": 5, "ease|D": 5, "ease|A": 4 }),
      ballot("3", "buyers", { "cost|A": 4, "cost|B": 4, "cost|D": 4 }),
    ];
    const bars = { ...frame, firmness: { lead: 90, firstPlace: 100, ballots: 100 } };
    expect(html(locale, cast, bars)).toMatch(
      locale === "en"
        ? /leads \w+ by only 0\.\d{3} and comes first in only \d+% of draws; moreover, only 2 of 5 ballots were cast/
        : /n’a que 0,\d{3} d’avance sur \w+ et n’arrive en tête que dans \d+\s% des tirages\u202f; de plus, 2 bulletins seulement ont été envoyés sur 5/,
    );
  });
});
