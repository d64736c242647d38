import { describe, expect, test } from "vitest";
import type { Analysis } from "@/lib/decision/analysis";
import type { CastBallot } from "@/lib/decision/ballot";
import type { FrameBody } from "@/lib/decision/frame";
import { ballot, frame, html, map } from "./testing-page";

const [cost, ease] = frame.criteria.map((each) => ({ ...each, knockOutBelow: null, scoredBy: null }));
if (!cost || !ease) throw new Error("two criteria");
const asked = (options: number, criteria: FrameBody["criteria"] = [cost]): FrameBody => ({
  ...frame,
  options: frame.options.slice(0, options),
  criteria,
  firmness: { lead: 5, firstPlace: 80, ballots: 50 },
});
/** One ballot of a maker for each list: the marks of the options on cost, in their order. */
const makers = (...marks: readonly (readonly number[])[]): CastBallot[] =>
  marks.map((each, at) =>
    ballot(
      `${at}`,
      "makers",
      Object.fromEntries(each.map((mark, option) => [`cost|${"ABCD"[option]}`, mark])),
    ),
  );
const section = (page: string, id: string) =>
  page.split("<section").find((part) => part.includes(`id="${id}"`));

describe.each(["en", "fr"] as const)("sentences in %s", (locale) => {
  const say = <T,>(en: T, fr: T): T => (locale === "en" ? en : fr);
  const page = (cast: readonly CastBallot[], body: FrameBody, change?: (analysis: Analysis) => Analysis) =>
    html(locale, cast, body, map, change);

  test("list what each role would choose where the roles cancel each other out", () => {
    const cast = [
      ballot("1", "makers", { "cost|A": 5, "cost|B": 1 }),
      ballot("2", "buyers", { "cost|A": 1, "cost|B": 5 }),
    ];
    const stand = section(page(cast, asked(2)), "verdict");
    expect(stand).toContain(
      say(
        "Makers would choose Anvil. Buyers would choose Bellows.",
        "Makers choisirait Anvil. Buyers choisirait Bellows.",
      ),
    );
    expect(stand).not.toMatch(/roles? puts? it first|rôles?.* donnent? (la même|cette)/);
  });

  test("say that roles see the same tie only where they do", () => {
    const cast = [
      ballot("1", "makers", { "cost|A": 3, "cost|B": 3 }),
      ballot("2", "buyers", { "cost|A": 4, "cost|B": 4 }),
    ];
    expect(page(cast, asked(2))).toContain(
      say("Both roles see the same tie.", "Les deux rôles arrivent à la même égalité."),
    );
  });

  test("count a role that gave weights alone among those with a say", () => {
    const cast = [
      ballot("1", "makers", { "cost|A": 5, "cost|B": 1, "ease|A": 1, "ease|B": 4 }, { cost: 100, ease: 20 }),
      ballot("2", "buyers", {}, { cost: 0, ease: 100 }),
    ];
    const found = page(cast, asked(2, [cost, ease]));
    for (const id of ["tipping", "firmness"]) {
      expect(section(found, id)).toContain("Buyers");
      expect(section(found, id)).not.toContain("Nobody");
    }
  });

  test("count a role whose only marks are on an option that they knock out", () => {
    const cast = [
      ballot("1", "makers", { "cost|A": 5, "cost|B": 3, "cost|C": 4 }),
      ballot("2", "buyers", { "cost|C": 1 }),
    ];
    expect(section(page(cast, asked(3, [{ ...cost, knockOutBelow: 3 }])), "firmness")).toContain("Buyers");
  });

  test("name no first place where other rules leave no option", () => {
    const rated = (voter: string, mark: number) =>
      ballot(voter, "makers", { "cost|A": mark, "cost|B": mark, "ease|A": 5, "ease|B": 3 });
    const found = page(
      [rated("1", 5), rated("2", 2), rated("3", 2)],
      asked(2, [{ ...cost, knockOutBelow: 3 }, ease]),
    );
    const none = say("no option would be left to rank", "aucune option ne resterait à classer");
    expect(section(found, "verdict")).toContain(`${none}.`);
    expect(section(found, "policies")).toContain(`${none}</h2>`);
    expect(found).toMatch(
      say(
        /<td[^>]*><b>no first place<\/b><span[^>]*>no option left to rank<\/span><\/td>/,
        /<td[^>]*><b>pas de première place<\/b><span[^>]*>aucune option à classer<\/span><\/td>/,
      ),
    );
    expect(found).not.toMatch(/<b><\/b>|the only option|la seule option/);
  });

  test("say which voting rules name only a part of a tie, and what each names", () => {
    const cast = makers([4, 3], [4, 3], [1, 3]);
    expect(section(page(cast, asked(2)), "cross-check")).toMatch(
      say(
        /Other methods agree only in part: [^;]* would name Anvil</,
        /D’autres méthodes ne concordent qu’en partie\u00a0: [^;]* désigneraient Anvil</,
      ),
    );
    const borda = page(cast, asked(2), (analysis) => ({
      ...analysis,
      crossCheck: analysis.crossCheck.ok
        ? {
            ...analysis.crossCheck,
            methods: analysis.crossCheck.methods.map((each) =>
              each.method === "borda" && each.ok ? { ...each, winners: ["B"] } : each,
            ),
          }
        : analysis.crossCheck,
    }));
    expect(section(borda, "cross-check")).toContain(
      say(
        "would name Anvil; Borda would name Bellows<",
        "désigneraient Anvil\u202f; Borda désignerait Bellows<",
      ),
    );
  });

  test("tell the voting rules that agree from those that name another", () => {
    expect(section(page(makers([5, 1], [5, 3]), asked(2)), "cross-check")).toContain(
      say("All four voting rules also name Anvil", "Les quatre règles de vote désignent aussi Anvil"),
    );
    expect(section(page(makers([5, 1], [2, 3], [2, 3]), asked(2)), "cross-check")).toMatch(
      say(
        /Other methods disagree: [^;]* would name Bellows</,
        /D’autres méthodes divergent\u00a0: [^;]* désigneraient Bellows</,
      ),
    );
  });

  test("print no figure that misses a bar as the bar", () => {
    const cast = [
      ballot(
        "1",
        "makers",
        { "cost|A": 5, "cost|B": 4, "ease|A": 3, "ease|B": 3 },
        { cost: 19.84, ease: 80.16 },
      ),
    ];
    const verdict = section(
      page(cast, asked(2, [cost, ease]), (analysis) => ({
        ...analysis,
        firmness: {
          verdict: "no-clear-winner",
          tied: false,
          met: [],
          missed: [
            { bar: "lead", needed: 0.05, found: 0.0496 },
            { bar: "firstPlace", needed: 0.8, found: 0.797 },
          ],
        },
      })),
      "verdict",
    );
    expect(verdict).toMatch(
      say(
        /leads Bellows by only 0\.0496 and comes first in only 79\.7% of draws/,
        /que 0,0496 d’avance sur Bellows et n’arrive en tête que dans 79,7\s% des tirages/,
      ),
    );
    expect(verdict).toMatch(
      say(
        /<b[^>]*>0\.0496<\/b>.*bar 0\.050.*<b[^>]*>79\.7%<\/b>.*bar 80%/,
        /<b[^>]*>79,7\s%<\/b>.*seuil 80\s%/,
      ),
    );
  });

  test("print no share as everything or nothing that is not", () => {
    const found = page(makers([5, 4]), asked(2), (analysis) => ({
      ...analysis,
      draws: {
        ...analysis.draws,
        models: analysis.draws.models.map((each) => ({
          ...each,
          acceptability: { A: [0.9997, 0.0003], B: [0.0003, 0.9997] },
        })),
      },
    }));
    const firmness = section(found, "firmness") ?? "";
    expect(firmness).toMatch(say(/first in 99\.97% of all/, /tête dans 99,97\s% des/));
    expect(firmness).toContain("&gt;99<");
    expect(firmness).toMatch(say(/<td>99\.97%<\/td><td>0\.03%<\/td>/, /<td>99,97\s%<\/td><td>0,03\s%<\/td>/));
  });

  test("say of an option with marks on weightless criteria alone that none carries weight", () => {
    const cast = [
      ballot("1", "makers", { "cost|A": 5, "cost|B": 4, "ease|A": 3, "ease|C": 5 }, { cost: 100, ease: 0 }),
    ];
    expect(page(cast, asked(3, [cost, ease]))).toContain(
      say("Crucible has no mark that carries weight", "Crucible n’a aucune note qui pèse"),
    );
  });

  test("name a group that beats all the rest only where there is a rest", () => {
    const cycle = [
      [5, 3, 2],
      [2, 5, 3],
      [3, 2, 5],
    ];
    const beat = say(
      "Anvil, Bellows, and Crucible beat all the rest",
      "Anvil, Bellows et Crucible battent tout le reste",
    );
    const alone = section(page(makers(...cycle), asked(3)), "cross-check");
    expect(alone).not.toContain(beat);
    expect(alone).toContain(say("no smaller group beats all", "aucun groupe plus petit ne bat"));
    const more = makers(...cycle.map((each) => [...each, 1]));
    expect(section(page(more, asked(4)), "cross-check")).toContain(beat);
  });

  test("name the central weights by what they are", () => {
    const found = page(makers([5, 4]), asked(2));
    expect(found).toContain(say("First under its central weights", "En tête sous ses poids centraux"));
    expect(found).toContain(say("are the mean of those that", "sont la moyenne de ceux qui"));
  });
});
