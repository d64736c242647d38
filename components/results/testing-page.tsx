/** A page of results in markup, from a vote of a few ballots. */
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { analyse } from "@/lib/decision/analyse";
import type { Analysis } from "@/lib/decision/analysis";
import type { CastBallot, Mark } from "@/lib/decision/ballot";
import type { MapSnapshot } from "@/lib/decision/coverage";
import { evaluate } from "@/lib/decision/evaluate";
import type { FrameBody } from "@/lib/decision/frame";
import { MESSAGES } from "@/lib/i18n/messages";
import { ResultsView } from "./results-view";

export const frame: FrameBody = {
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
export const map = {
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
export const ballot = (
  voter: string,
  role: string,
  scores: Record<string, Mark>,
  weights = {},
): CastBallot => ({
  voter,
  role,
  scores,
  weights,
});
/** `change` puts other figures in the place of those found. */
export function html(
  locale: "en" | "fr",
  cast: readonly CastBallot[],
  asked: FrameBody = frame,
  painted: MapSnapshot = map,
  change: (analysis: Analysis) => Analysis = (analysis) => analysis,
): string {
  const vote = { frame: asked, map: painted, ballots: cast, eligible: { makers: 3, nobody: 1 } };
  const evaluation = evaluate(vote);
  if (!evaluation.ok) throw new Error(evaluation.reason);
  const analysis = change(analyse({ ...vote, seed: 20261128, samples: 500 }, evaluation));
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={MESSAGES[locale]}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <ResultsView
        data={{
          frame: asked,
          map: painted,
          evaluation,
          analysis,
          answers: cast.map((each) => ({ ...each, name: `P${each.voter}`, reasons: {} })),
          tones: {},
        }}
        above={null}
        actions={null}
      />
    </NextIntlClientProvider>,
  );
}
