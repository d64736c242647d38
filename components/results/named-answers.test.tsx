import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { FrameBody } from "@/lib/decision/frame";
import { MESSAGES } from "@/lib/i18n/messages";
import { NamedAnswers } from "./named-answers";
import type { NamedAnswer } from "./results-props";

const criterion = (id: string, title: string, scoredBy: string[] | null) => ({
  ...{ id, title, scoredBy, source: "vote" as const, knockOutBelow: null },
  ...{ question: "", low: "", high: "" },
});
const frame: FrameBody = {
  schema: "plateau-frame/1",
  options: [
    { id: "a", title: "Anvil" },
    { id: "b", title: "Bellows" },
    { id: "c", title: "Crucible" },
  ],
  criteria: [criterion("cost", "Cost", null), criterion("ease", "Ease", ["makers"])],
  roles: [
    { id: "makers", name: "Makers" },
    { id: "buyers", name: "Buyers" },
  ],
  scale: 5,
  weightsMethod: "swing",
  policies: { uncovered: "zero", insideRole: "mean", betweenRoles: "equal" },
  quorum: {},
  secrecy: "by-person",
};
const answers: NamedAnswer[] = [
  {
    name: "Ada",
    role: "makers",
    scores: { "cost|a": 5, "cost|b": "not-applicable", "ease|a": 2 },
    weights: { cost: 100, ease: 40 },
    reasons: { "cost|b": "Never sold here.\nNor nearby.", "ease|a": "<img src=x onerror=alert(1)> & heavy" },
  },
  { name: "Bo", role: "buyers", scores: { "cost|a": "abstain" }, weights: {}, reasons: {} },
];

const html = (locale: "en" | "fr", given: readonly NamedAnswer[], reasons = true) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={MESSAGES[locale]}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <NamedAnswers frame={frame} answers={given} tones={{}} reasons={reasons} />
    </NextIntlClientProvider>,
  );

/** Rows of each table, cells as plain text. */
const tables = (page: string) =>
  page.split("<table>").map((table) =>
    (table.match(/<tr>.*?<\/tr>/gs) ?? []).map((row) =>
      (row.match(/<t[hd].*?<\/t[hd]>/gs) ?? []).map((cell) =>
        cell
          .replace(/<small>/g, ", ")
          .replace(/<[^>]+>/g, "")
          .trim(),
      ),
    ),
  );

describe("answers with names", () => {
  test("stand criterion by criterion, what is not a mark in words, only roles that were asked", () => {
    const [, cost, ease, weights] = tables(html("en", answers));
    expect(cost).toEqual([
      ["Person", "Anvil", "Bellows", "Crucible"],
      ["Ada, Makers", "5", "does not apply with a reason", "no answer"],
      ["Bo, Buyers", "abstains", "no answer", "no answer"],
    ]);
    expect(ease).toEqual([
      ["Person", "Anvil", "Bellows", "Crucible"],
      ["Ada, Makers", "2 with a reason", "no answer", "no answer"],
    ]);
    expect(weights).toEqual([
      ["Person", "Cost", "Ease"],
      ["Ada, Makers", "100", "40"],
      ["Bo, Buyers", "no answer", "no answer"],
    ]);
  });

  test("come with the reasons under their criterion, as typed and as text", () => {
    const page = html("en", answers);
    expect(page).toContain("All answers with names, 2 reasons");
    expect(page).toContain("<b>Ada</b>, Makers, on Bellows: Never sold here.\nNor nearby.");
    expect(page).toContain("on Anvil: &lt;img src=x onerror=alert(1)&gt; &amp; heavy");
    expect(page).not.toContain("<img");
    expect(page.indexOf("Never sold here")).toBeLessThan(page.indexOf("Ease"));
    expect(html("fr", answers)).toContain("<b>Ada</b>, Makers, à propos de Bellows\u00a0: Never sold here.");
  });

  test("leave the reasons out where the page shows them elsewhere", () => {
    const page = html("en", answers, false);
    expect(page).toContain("All answers with names<");
    expect(page).not.toContain("Never sold here");
  });

  test("are nothing where nobody answered anything", () => {
    expect(html("en", [])).toBe("");
    expect(html("en", [{ name: "Ada", role: "makers", scores: {}, weights: {}, reasons: {} }])).toBe("");
  });
});
