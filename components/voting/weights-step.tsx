"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import type { FrameCriterion } from "@/lib/decision/frame";
import { Button } from "../ui/button";
import { FromTo, MattersMost, Share, shareOf, SwingControl, topCriterion } from "./swing-weight";
import step from "./criterion-step.module.css";
import styles from "./weights-step.module.css";

interface Props {
  criteria: FrameCriterion[];
  optionNoun: string;
  weights: Record<string, number>;
  onWeights: (changes: Record<string, number | null>) => void;
  note?: ReactNode;
}

/** Weights by swing on a phone: first what matters most, worth 100, then the others against it. */
export function WeightsStep({ criteria, optionNoun, weights, onWeights, note }: Props) {
  const t = useTranslations("vote");
  const [chosen, setChosen] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  const top = topCriterion(criteria, weights, chosen);
  // Heaviest first when one comes here or names another top; nothing jumps under a finger that slides.
  const order = useMemo(
    () =>
      [...criteria].sort(
        (a, b) =>
          Number(b.id === top) - Number(a.id === top) || (weights[b.id] ?? -1) - (weights[a.id] ?? -1),
      ),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the weights of that moment, on purpose
    [criteria, top],
  );
  const choose = (id: string) => {
    setChosen(id);
    setChoosing(false);
    onWeights({ [id]: 100 });
  };
  const asking = choosing || top === null;
  return (
    <>
      <section className={step.ask}>
        <p className={step.overline}>
          {t("weightsOfCriteria")}
          {note}
        </p>
        <h2 tabIndex={-1}>{t("whatMattersMost")}</h2>
        <p>{asking ? t("swingFirst", { noun: optionNoun }) : t("swingThen")}</p>
      </section>
      <section aria-label={asking ? t("whatMattersMost") : t("weightsOfCriteria")} className={styles.list}>
        {order.map((criterion) => {
          const isTop = criterion.id === top;
          return (
            <article key={criterion.id} className={styles.swing} data-top={isTop && !asking ? "" : undefined}>
              <div className={styles.head}>
                <h3>{criterion.title}</h3>
                {asking ? null : <Share share={shareOf(weights, criterion.id)} />}
                <div className={styles.fromTo}>
                  <FromTo criterion={criterion} />
                </div>
              </div>
              {asking ? (
                <MattersMost criterion={criterion} chosen={isTop} onChoose={() => choose(criterion.id)} />
              ) : isTop ? (
                <p className={styles.crown}>
                  <span className={styles.dot} aria-hidden="true" />
                  {t("mattersMost")}
                  <Button
                    kind="ghost"
                    size="l"
                    className={styles.change ?? ""}
                    onClick={() => setChoosing(true)}
                  >
                    {t("change")}
                  </Button>
                  <output>100</output>
                </p>
              ) : (
                <SwingControl
                  criterion={criterion}
                  weight={weights[criterion.id]}
                  onChange={(weight) => onWeights({ [criterion.id]: weight })}
                />
              )}
            </article>
          );
        })}
      </section>
      {Object.keys(weights).length > 0 ? (
        <p className={styles.clear}>
          <Button
            kind="ghost"
            onClick={() => {
              setChosen(null);
              onWeights(Object.fromEntries(criteria.map((criterion) => [criterion.id, null])));
            }}
          >
            {t("clearWeights")}
          </Button>
        </p>
      ) : null}
    </>
  );
}
