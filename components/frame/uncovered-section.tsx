"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Icon } from "../ui/icon";
import { Choice } from "./choice";
import type { FrameActions, FrameView, RunEdit } from "./frame-props";
import { Section } from "./section";
import styles from "./uncovered-section.module.css";

const POLICIES = ["zero", "skip"] as const;
const SHOWN = 3;

/** What an uncovered task counts, with the leaders under either choice: the choice that can turn the result. */
export function UncoveredSection({
  view,
  editable,
  actions,
  run,
}: {
  view: FrameView;
  editable: boolean;
  actions: FrameActions;
  run: RunEdit;
}) {
  const t = useTranslations("frame");
  const format = useFormatter();
  const chosen = view.draft.policies.uncovered;
  const leaders = { zero: view.ranking.zero[0], skip: view.ranking.skip[0] };
  const other = leaders[chosen === "zero" ? "skip" : "zero"];
  const painted = view.ranking.zero.length > 0;
  return (
    <Section
      id="not-covered"
      title={t("uncovered.title")}
      aside={t("uncovered.inScope", { count: view.tasksInScope })}
    >
      <div
        className={styles.two}
        role={editable ? "radiogroup" : undefined}
        aria-label={t("uncovered.title")}
      >
        {POLICIES.map((policy) => (
          <div key={policy}>
            <Choice
              name="uncovered"
              title={t(chosen === policy || editable ? `uncovered.${policy}` : `uncovered.if-${policy}`)}
              text={t(`uncovered.${policy}Text`, { count: view.tasksInScope })}
              checked={chosen === policy}
              onChoose={
                editable
                  ? () =>
                      void run(
                        () => actions.setUncovered(policy),
                        (now) => ({ ...now, policies: { ...now.policies, uncovered: policy } }),
                      )
                  : undefined
              }
            />
            <ol className={styles.ranks}>
              {view.ranking[policy].slice(0, SHOWN).map((entry, index) => (
                <li key={entry.id} data-first={index === 0 ? "" : undefined}>
                  <span>{entry.title}</span>
                  <span className={styles.track} aria-hidden="true">
                    <i style={{ width: `${entry.value * 100}%` }} />
                  </span>
                  <span className={styles.value}>
                    {format.number(entry.value, { minimumFractionDigits: 3, maximumFractionDigits: 3 })}
                  </span>
                </li>
              ))}
            </ol>
          </div>
        ))}
      </div>
      {painted ? null : <p className={styles.note}>{t("uncovered.nothingPainted")}</p>}
      {painted && leaders.zero && leaders.skip && other && leaders.zero.id !== leaders.skip.id ? (
        <p className={styles.warn}>
          <Icon name="warn" />
          {t("uncovered.changesWinner", {
            option: other.title,
            policy: chosen === "zero" ? "skip" : "zero",
            covered: other.covered,
          })}
        </p>
      ) : null}
    </Section>
  );
}
