import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { CastBallot, Mark } from "@/lib/decision/ballot";
import { evaluate } from "@/lib/decision/evaluate";
import type { FrameBody } from "@/lib/decision/frame";
import { MESSAGES } from "@/lib/i18n/messages";
import { ResultsView } from "./results-view";

const frame: FrameBody = {
  schema: "plateau-frame/1",
  options: ["Anvil", "Bellows", "Crucible", "Die", "Ember"].map((title) => ({ id: title[0] ?? "", title })),
  criteria: [
    { id: "cost", title: "Cost", source: "vote" as const, knockOutBelow: 2, scoredBy: null },
    { id: "ease", title: "Ease", source: "vote" as const, knockOutBelow: null, scoredBy: ["makers"] },
    { id: "map", title: "Fit", source: "map" as const, knockOutBelow: null, scoredBy: null },
  ].map((criterion) => ({ ...criterion, question: "", low: "", high: "" })),
  roles: [
    { id: "makers", name: "Makers" },
    { id: "buyers", name: "Buyers" },
    { id: "nobody", name: "Nobody" },
  ],
  scale: 5,
  weightsMethod: "swing",
  policies: { uncovered: "zero", insideRole: "mean", betweenRoles: "equal" },
  quorum: {},
  secrecy: "by-person",
};
const map = {
  tasks: [
    { id: "t1", title: "Forge", inScope: true },
    { id: "t2", title: "Quench", inScope: true },
    { id: "t3", title: "Sell", inScope: false },
  ],
  fits: {
    "t1|A": "efficient",
    "t2|A": "uncovered",
    "t1|B": "mixed",
    "t2|B": "mixed",
    "t1|D": "inefficient",
  } as const,
};
const ballot = (voter: string, role: string, scores: Record<string, Mark>, weights = {}): CastBallot => ({
  voter,
  role,
  scores,
  weights,
});
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

function html(locale: "en" | "fr", cast: readonly CastBallot[]): string {
  const evaluation = evaluate({ frame, map, ballots: cast, eligible: { makers: 3, nobody: 1 } });
  if (!evaluation.ok) throw new Error(evaluation.reason);
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={MESSAGES[locale]}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <ResultsView data={{ frame, map, evaluation, tones: {} }} above={null} actions={null} />
    </NextIntlClientProvider>,
  );
}

describe.each(["en", "fr"] as const)("results in %s", (locale) => {
  test("word every case: out, unscored, incomplete, borrowed weights, unrated tasks", () => {
    const page = html(locale, ballots);
    const [out, unscored, incomplete] =
      locale === "en"
        ? ["Crucible is out and not ranked", "Nobody scored Ember", "Die was not scored on Ease"]
        : ["Crucible est éliminée", "Personne n’a noté Ember", "Die n’a pas été notée sur Ease"];
    for (const sentence of [out, unscored, incomplete]) expect(page).toContain(sentence);
    expect(page).not.toMatch(/NaN|undefined|results\./);
  });

  test("word a tie and a vote without weights", () => {
    const page = html(locale, [ballot("1", "buyers", { "cost|A": 3, "cost|B": 3, "cost|D": 2 })]);
    expect(page).toContain(
      locale === "en" ? "Anvil and Bellows tie" : "Anvil et Bellows sont en tête à égalité",
    );
    expect(page).not.toMatch(/NaN|undefined|results\./);
  });
});
