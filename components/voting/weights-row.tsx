"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { FrameCriterion } from "@/lib/decision/frame";
import { Button } from "../ui/button";
import styles from "./ballot-desktop.module.css";
import { FromTo, MattersMost, shareOf, SwingSlider, topCriterion } from "./swing-weight";

interface Props {
  criteria: FrameCriterion[];
  weights: Record<string, number>;
  onWeights: (changes: Record<string, number | null>) => void;
}

/** The last row of the desktop ballot: the weight of each column, by swing. */
export function WeightsRow({ criteria, weights, onWeights }: Props) {
  const t = useTranslations("vote");
  const format = useFormatter();
  const [chosen, setChosen] = useState<string | null>(null);
  const top = topCriterion(criteria, weights, chosen);
  return (
    <tr className={styles.weights} id="ballot-weights">
      <th scope="row">
        <h3>{t("weights")}</h3>
        <p>{top === null ? t("swingShort") : t("swingThen")}</p>
        {Object.keys(weights).length > 0 ? (
          <Button
            kind="ghost"
            size="s"
            className={styles.clear ?? ""}
            onClick={() => {
              setChosen(null);
              onWeights(Object.fromEntries(criteria.map((criterion) => [criterion.id, null])));
            }}
          >
            {t("clearWeights")}
          </Button>
        ) : null}
      </th>
      {criteria.map((criterion) => {
        const weight = weights[criterion.id];
        const share = shareOf(weights, criterion.id);
        const isTop = criterion.id === top;
        return (
          <td key={criterion.id}>
            <p className={styles.weight}>
              <output>{weight ?? "–"}</output>
              <span>
                {share === null ? null : format.number(share, { style: "percent", maximumFractionDigits: 0 })}
              </span>
            </p>
            {isTop || top === null ? null : (
              <SwingSlider
                criterion={criterion}
                weight={weight}
                onChange={(value) => onWeights({ [criterion.id]: value })}
              />
            )}
            <MattersMost
              criterion={criterion}
              chosen={isTop}
              onChoose={() => {
                setChosen(criterion.id);
                onWeights({ [criterion.id]: 100 });
              }}
            />
            <FromTo criterion={criterion} />
          </td>
        );
      })}
    </tr>
  );
}
