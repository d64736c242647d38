import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { MESSAGES } from "@/lib/i18n/messages";
import { buildRecord } from "@/lib/record/build";
import { aDecision } from "@/lib/record/testing-record";
import { DecisionSheet } from "./decision-sheet";

function html(locale: "en" | "fr", change: Parameters<typeof aDecision>[0] = {}) {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={MESSAGES[locale]}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <DecisionSheet
        record={buildRecord(aDecision(change))}
        hash={"ab".repeat(32)}
        signature="c2ln"
        publicKey="a2V5"
        tones={{}}
      />
    </NextIntlClientProvider>,
  );
}

describe.each(["en", "fr"] as const)("the record as a document, in %s", (locale) => {
  const heading = locale === "en" ? "Reasons given" : "Motifs donnés";

  test("shows who answered what, and why, as voters were told it would", () => {
    const page = html(locale);
    expect(page).toContain(heading);
    const about = locale === "en" ? "on KNIME: " : "à propos de KNIME\u00a0: ";
    expect(page).toContain(`<h4>Ease</h4>`);
    expect(page).toContain(`<b>Zoé</b>, Engineer, ${about}Drag and drop.`);
    expect(page.match(/Drag and drop\./g)).toHaveLength(1);
    expect(page).toMatch(/Ann<small>Client<\/small>/);
    expect(page).not.toMatch(/NaN|undefined|record\.|results\./);
  });

  test("has no part for reasons when nobody gave one", () => {
    const { ballots } = aDecision();
    expect(html(locale, { ballots: ballots.map((each) => ({ ...each, reasons: {} })) })).not.toContain(
      heading,
    );
  });
});
