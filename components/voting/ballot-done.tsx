"use client";

import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { viewPath } from "../shell/board-header";
import { Button, buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import styles from "./ballot-done.module.css";
import type { BallotSheet } from "./ballot-props";
import type { Tally } from "./ballot-tally";
import { LocalTime } from "./local-time";
import { PhoneBar } from "./phone-bar";

/** After sending: what was counted, until when it can be changed, what the others see. */
export function BallotDone({
  sheet,
  tally,
  onChange,
}: {
  sheet: BallotSheet;
  tally: Tally;
  onChange: () => void;
}) {
  const t = useTranslations("vote");
  const { closesAt, asksScores, asksWeights } = sheet.round;
  const counted = [
    ...(asksScores
      ? ([
          ["marks", tally.marks],
          ["abstentions", tally.abstentions],
          ["notApplicable", tally.notApplicable],
        ] as const)
      : []),
    ...(asksWeights ? ([["weights", tally.weights]] as const) : []),
  ];
  return (
    <main className={styles.phone}>
      <div className={styles.bar}>
        <PhoneBar
          boardId={sheet.boardId}
          boardTitle={sheet.boardTitle}
          role={sheet.role}
          closesAt={closesAt}
        />
      </div>
      <section className={styles.done}>
        <div className={styles.tick}>
          <Icon name="check" size={28} />
        </div>
        <h2>{t("done.title")}</h2>
        <p>{t("done.thanks", { name: sheet.voterName })}</p>
      </section>
      <dl className={styles.tally}>
        {counted.map(([what, count]) => (
          <div key={what}>
            <dt>{t(`done.${what}`, { count })}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>
        {asksScores
          ? t("done.cells", { answered: tally.answered, cells: tally.cells, reasons: tally.reasons })
          : null}{" "}
        {tally.abstentions > 0 ? t("done.abstentionsCount") : null}{" "}
        {asksWeights && tally.weights === 0 ? t("done.noWeights") : null}
      </p>
      <section className={styles.fact}>
        <Icon name="clock" size={22} />
        <div>
          <h3>
            {closesAt
              ? t.rich("done.changeUntil", { time: () => <LocalTime at={closesAt} form="full" /> })
              : t("done.changeUntilClosed")}
          </h3>
          <p>{t("done.atOnce")}</p>
        </div>
      </section>
      <section className={styles.fact}>
        <Icon name="people" size={22} />
        <div>
          <h3>{t("done.othersSee")}</h3>
          <p>{t("done.afterReveal")}</p>
        </div>
      </section>
      <footer className={styles.foot}>
        <Button size="l" onClick={onChange}>
          {t("done.edit")}
        </Button>
        <Link
          href={viewPath(sheet.boardId, sheet.leads ? "room" : "map")}
          className={buttonClass("primary", "l")}
        >
          {t(sheet.leads ? "done.toRoom" : "done.seeMap")}
        </Link>
      </footer>
    </main>
  );
}
