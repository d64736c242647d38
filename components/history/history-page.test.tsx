import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { BoardDifference } from "@/lib/board/difference";
import { MESSAGES } from "@/lib/i18n/messages";
import { DifferenceTable } from "./difference-table";
import { HistoryPage } from "./history-page";
import type { HistoryActions, VersionItem } from "./history-types";
import { QuarantineBanner } from "./quarantine-banner";

type Language = "en" | "fr";

const html = (locale: Language, page: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={MESSAGES[locale]}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      {page}
    </NextIntlClientProvider>,
  );
/** As it is read, without what only says it again to a screen reader. */
const words = (markup: string) =>
  markup
    .replace(/<span class="sr">.*?<\/span>/g, "")
    .replace(/<(li|tr|th|td|p|small|button)(?=[ >])/g, "|<$1")
    .replace(/<[^>]+>/g, "");

const version = (id: string, also: Partial<VersionItem>): VersionItem => ({
  ...{ id, reason: "left", name: null, by: null, at: "2026-12-02T17:45:00Z", bytes: 48_211 },
  ...also,
});
const VERSIONS = [
  version("1", { reason: "restore", by: "Ada" }),
  version("2", { reason: "by-hand", name: "<b>Before</b> the workshop", by: "Bo", bytes: 300 }),
  version("3", { reason: "removal" }),
  version("4", {}),
];
const never = () => new Promise<never>(() => {});
const READS: HistoryActions = { compare: never, keep: null, name: null, restore: null };
const LEADS: HistoryActions = { compare: never, keep: never, name: never, restore: never };
const page = (locale: Language, actions: HistoryActions, versions = VERSIONS) =>
  html(locale, <HistoryPage boardId="b" versions={versions} actions={actions} />);

describe("the list of versions", () => {
  test("says why, by whom and how large, in the reader's language, and names are only text", () => {
    const english = words(page("en", LEADS));
    expect(english).toContain("Before an earlier state was restoredby Ada48 kB");
    expect(english).toContain("&lt;b&gt;Before&lt;/b&gt; the workshopstaysKept by handby Bo1 kB");
    expect(english).toContain("Before much was removed at onceby somebody who has left48 kB");
    expect(english).toContain("When everybody had left48 kB");
    const french = words(page("fr", LEADS));
    expect(french).toContain("Avant le retour à un état antérieurpar Ada48\u202fko");
    expect(french).toContain("Avant une suppression importantepar quelqu’un qui est parti");
  });

  test("offers each person what they may do, and says who may do more", () => {
    const buttons = (markup: string) => words(markup).match(/\|[A-Z][a-z]+…?(?=\||$)/g) ?? [];
    const one = VERSIONS.slice(0, 1);
    expect(buttons(page("en", LEADS, one))).toEqual(["|Keep", "|Name", "|Compare", "|Restore…"]);
    expect(buttons(page("en", { ...LEADS, restore: null }, one))).toEqual(["|Keep", "|Name", "|Compare"]);
    expect(buttons(page("en", READS, one))).toEqual(["|Compare"]);
    expect(page("en", READS)).toContain("A facilitator of this board can restore one.");
    expect(page("en", LEADS)).not.toContain("A facilitator of this board can restore one.");
  });

  test.each(["en", "fr"] as const)("has something to say when there is none yet, in %s", (locale) => {
    expect(page(locale, READS, [])).toContain(locale === "en" ? "no version yet" : "pas encore de version");
  });
});

const same = { then: 2, now: 2, onlyThen: [], onlyNow: [], changed: 0 };
const SAME: BoardDifference = {
  ...{ tasks: same, options: same, criteria: same },
  fits: { then: 1204, now: 1204, onlyThen: 0, onlyNow: 0, changed: 0 },
  rest: [],
};
const rows = (locale: Language, difference: BoardDifference) =>
  words(html(locale, <DifferenceTable difference={difference} />));

describe("then and now", () => {
  test("are said to be the same when they are", () => {
    expect(rows("en", SAME)).toContain("Painted fits|1,204|1,204");
    expect(rows("en", SAME)).toContain("Both say the same.");
    expect(rows("fr", SAME)).toContain("Adéquations peintes|1\u202f204|1\u202f204");
  });

  test("name what is in one of them only, five titles and then how many more", () => {
    const onlyThen = ["A", "B", "C", "D", "E", "F", "G"];
    const found = rows("en", {
      ...SAME,
      tasks: { then: 9, now: 3, onlyThen, onlyNow: ["Z"], changed: 1 },
      fits: { then: 3, now: 4, onlyThen: 1, onlyNow: 2, changed: 5 },
      rest: ["title", "flows"],
    });
    expect(found).toContain("Tasks|Only then: A, B, C, D, E, and 2 more|Only now: Z|1 changed|9|3");
    expect(found).toContain("Painted fits|1 only then|2 only now|5 painted or explained differently|3|4");
    expect(found).toContain("Also different: title and arrows.");
    expect(found).not.toContain("Both say the same");
    const french = rows("fr", { ...SAME, tasks: { ...same, then: 3, onlyThen: ["A"] } });
    expect(french).toContain("Seulement alors\u00a0: A");
  });
});

describe("the banner of a damaged log", () => {
  const banner = (locale: Language, decides: boolean, historyPath: string | null = "/boards/b/history") =>
    html(
      locale,
      <QuarantineBanner
        quarantine={{ asOf: "2026-12-02T17:45:00Z", accept: decides ? never : null, ask: ["Ada", "Bo"] }}
        historyPath={historyPath}
        onAccepted={() => {}}
      />,
    );

  test("says what is damaged, as of when the board is shown, and that it is read-only", () => {
    const english = words(banner("en", true));
    expect(english).toContain(
      "Part of this board’s log is damaged. You see the board as it was on 2 December 2026",
    );
    expect(english).toContain("It is read-only");
    expect(words(banner("fr", true))).toContain("Une partie du journal de ce tableau est abîmée.");
    expect(banner("en", true)).toContain('role="alert"');
  });

  test("lets who decides go on or restore, and tells others whom to ask", () => {
    expect(banner("en", true)).toContain("Go on from this state…");
    expect(banner("en", true)).toContain("/boards/b/history");
    expect(banner("en", true, null)).not.toContain("Restore a version instead");
    expect(banner("en", true)).not.toContain("Ask Ada");
    expect(banner("en", false)).toContain("Ask Ada or Bo.");
    expect(banner("en", false)).not.toContain("<button");
    expect(banner("fr", false)).toContain("Adressez-vous à Ada ou Bo.");
  });
});
