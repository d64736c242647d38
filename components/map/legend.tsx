"use client";

import { useTranslations } from "next-intl";
import { FITS, type UncoveredPolicy } from "@/lib/board/types";
import { FitMark } from "../ui/fit-mark";
import { Icon } from "../ui/icon";
import styles from "./legend.module.css";
import type { Standing, Standings } from "./standings";
import { useScore } from "./wording";

interface Props {
  standing: Standing;
  outOfScope: number;
  /** How the options stand, and how they would under the other policy. */
  standings: Standings;
  otherwise: Standings;
  /** Undefined for people who may not change it. */
  onPolicy: ((policy: UncoveredPolicy) => void) | undefined;
}

/** What the colours mean, counted for the lens, and what the map makes of it. */
export function Legend({ standing, outOfScope, standings, otherwise, onPolicy }: Props) {
  const t = useTranslations("map");
  const score = useScore();
  const { option, coverage, rank } = standing;
  const { policy } = standings;
  const { counts } = coverage;
  return (
    <section className={styles.legend} aria-label={t("legend")}>
      <div className={styles.head}>
        <b>{option.title}</b>
        {rank === null ? null : (
          <span>
            {t.rich("rank", { rank, count: standings.all.length, sup: (chunks) => <sup>{chunks}</sup> })}
          </span>
        )}
      </div>
      <div className={`num ${styles.score}`}>{score(coverage.value)}</div>
      <div className={`num ${styles.calc}`}>
        <span>{policy === "zero" ? t("coverageTimesEfficiency") : t("meanOverCovered")}</span>
        <span>
          {policy === "zero"
            ? `${coverage.covered}/${coverage.covered + counts.uncovered} × ${score(coverage.efficiency)}`
            : t("overTasks", { count: coverage.covered })}
        </span>
        {counts.unrated > 0 && coverage.low !== null && coverage.high !== null ? (
          <span>
            {t("interval", { low: score(coverage.low), high: score(coverage.high), count: counts.unrated })}
          </span>
        ) : null}
      </div>
      <ul className={styles.counts}>
        {FITS.map((fit) => (
          <li key={fit} data-zero={counts[fit] === 0 || undefined}>
            <FitMark fit={fit} size={16} />
            <span>{t(`fit.${fit}`)}</span>
            <span className="num">{counts[fit]}</span>
          </li>
        ))}
        {counts.unrated > 0 ? (
          <li>
            <FitMark fit="unrated" size={16} />
            <span>{t("fit.unrated")}</span>
            <span className="num">{counts.unrated}</span>
          </li>
        ) : null}
        {outOfScope > 0 ? (
          <li>
            <FitMark fit="out" size={16} />
            <span>{t("fit.out")}</span>
            <span className="num">{outOfScope}</span>
          </li>
        ) : null}
      </ul>
      <PolicyLine
        standings={standings}
        otherwise={otherwise}
        onPolicy={onPolicy}
        className={styles.policy ?? ""}
      />
    </section>
  );
}

/** The policy in force and what the other one would do to the winner; a click turns it over. */
export function PolicyLine({
  standings,
  otherwise,
  onPolicy,
  className,
}: Pick<Props, "standings" | "otherwise" | "onPolicy"> & { className: string }) {
  const t = useTranslations("map");
  const { policy } = standings;
  const effect = usePolicyEffect(standings, otherwise);
  if (!onPolicy) {
    return (
      <p className={className}>
        <b>{t(`policy.${policy}`)}</b>
        <span>{effect}</span>
      </p>
    );
  }
  return (
    <button
      type="button"
      className={className}
      title={t(`policy.change-${policy}`)}
      onClick={() => onPolicy(policy === "zero" ? "skip" : "zero")}
    >
      <b>
        {t(`policy.${policy}`)}
        <Icon name="right" size={14} />
      </b>
      <span>{effect}</span>
    </button>
  );
}

/** "If skipped, H2O.ai leads with 0.929": nothing when nothing is painted. */
function usePolicyEffect(standings: Standings, otherwise: Standings): string | null {
  const t = useTranslations("map");
  const score = useScore();
  if (!otherwise.leader) return null;
  const stays = otherwise.leader.option.id === standings.leader?.option.id;
  return t(`policy.${stays ? "still" : "if"}-${otherwise.policy}`, {
    option: otherwise.leader.option.title,
    score: score(otherwise.leader.coverage.value),
  });
}
