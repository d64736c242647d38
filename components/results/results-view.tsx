import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Contents } from "./contents";
import { CoverageMaps, showsCoverage } from "./coverage-maps";
import { CrossCheck } from "./cross-check";
import { DisputesFigure } from "./disputes-figure";
import { FirmnessFigure } from "./firmness-figure";
import { Method } from "./method";
import { Policies } from "./policies";
import { RankingFigure } from "./ranking-figure";
import type { ResultsData } from "./results-props";
import styles from "./results.module.css";
import { RoleFigure } from "./role-figure";
import { TippingFigure } from "./tipping-figure";
import { Verdict } from "./verdict";
import { WeightsFigure } from "./weights-figure";

interface Props {
  data: ResultsData;
  above: ReactNode;
  actions: ReactNode;
}

/** Everything that a revealed vote says, from the sentence to the rules. */
export function ResultsView({ data, above, actions }: Props) {
  const t = useTranslations("results");
  const { analysis, evaluation, frame } = data;
  const shown = {
    ranking: true,
    firmness: evaluation.ranking.length > 1,
    roles: true,
    weights: evaluation.weights.from === "ballots" && frame.criteria.length > 1,
    disputes: analysis.disputes.length > 0,
    tipping: analysis.criterionTipping !== null && evaluation.ranking.length > 1,
    policies: true,
    "cross-check": analysis.orders.length > 0 && evaluation.ranking.length > 1,
    coverage: showsCoverage(data),
    method: true,
  };
  const sections = [
    "ranking",
    "firmness",
    "roles",
    "weights",
    "disputes",
    "tipping",
    "policies",
    "cross-check",
    "coverage",
    "method",
  ] as const;
  return (
    <div className={styles.page}>
      <Contents
        title={t("contents.title")}
        items={sections.filter((id) => shown[id]).map((id) => ({ id, label: t(`contents.${id}`) }))}
      />
      <main id="content">
        <Verdict {...data} above={above} actions={actions} />
        <RankingFigure {...data} />
        {shown.firmness ? <FirmnessFigure {...data} /> : null}
        <RoleFigure {...data} />
        <WeightsFigure {...data} />
        <DisputesFigure {...data} />
        {shown.tipping ? <TippingFigure {...data} /> : null}
        <Policies {...data} />
        {shown["cross-check"] ? <CrossCheck {...data} /> : null}
        <CoverageMaps {...data} />
        <Method {...data} />
      </main>
    </div>
  );
}
