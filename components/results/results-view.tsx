import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Contents } from "./contents";
import { CoverageMaps } from "./coverage-maps";
import { Method } from "./method";
import { Policies } from "./policies";
import { RankingFigure } from "./ranking-figure";
import { rankedRoles } from "./reading";
import type { ResultsData } from "./results-props";
import styles from "./results.module.css";
import { RoleFigure } from "./role-figure";
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
  const { evaluation, frame, map } = data;
  const shown = {
    ranking: true,
    roles: rankedRoles(evaluation).length > 0,
    weights: evaluation.weights.from === "ballots" && frame.criteria.length > 1,
    policies: true,
    coverage: map.tasks.length > 0,
    method: true,
  };
  const sections = ["ranking", "roles", "weights", "policies", "coverage", "method"] as const;
  return (
    <div className={styles.page}>
      <Contents
        title={t("contents.title")}
        items={sections.filter((id) => shown[id]).map((id) => ({ id, label: t(`contents.${id}`) }))}
      />
      <main id="content">
        <Verdict {...data} above={above} actions={actions} />
        <RankingFigure {...data} />
        <RoleFigure {...data} />
        <WeightsFigure {...data} />
        <Policies {...data} />
        <CoverageMaps {...data} />
        <Method {...data} />
      </main>
    </div>
  );
}
