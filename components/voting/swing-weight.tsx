"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import type { FrameCriterion } from "@/lib/decision/frame";
import { Icon } from "../ui/icon";
import styles from "./swing-weight.module.css";

/** The heaviest criterion of a ballot, worth 100 by definition; null while nobody has chosen it. */
export function topCriterion(
  criteria: readonly FrameCriterion[],
  weights: Record<string, number>,
  chosen: string | null,
): string | null {
  if (chosen !== null && weights[chosen] === 100) return chosen;
  return criteria.find((criterion) => weights[criterion.id] === 100)?.id ?? null;
}

export function shareOf(weights: Record<string, number>, id: string): number | null {
  const own = weights[id];
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
  return own === undefined || sum === 0 ? null : own / sum;
}

/** "very hard › effortless", the move from worst to best that is weighed. */
export function FromTo({ criterion }: { criterion: FrameCriterion }) {
  const t = useTranslations("vote");
  const ends = criterion.low !== "" && criterion.high !== "";
  return (
    <p className={styles.fromTo}>
      {ends ? (
        <>
          {criterion.low} <Icon name="right" size={12} /> <span className="sr">{t("to")}</span>{" "}
          {criterion.high}
        </>
      ) : null}
      {criterion.source === "map" ? (
        <span>
          {ends ? "· " : ""}
          {t("fromMap")}
        </span>
      ) : null}
    </p>
  );
}

export function Share({ share }: { share: number | null }) {
  const t = useTranslations("vote");
  const format = useFormatter();
  return (
    <p className={styles.share}>
      {t.rich("share", {
        share: share === null ? "–" : format.number(share, { style: "percent", maximumFractionDigits: 0 }),
        b: (text) => <b>{text}</b>,
      })}
    </p>
  );
}

interface SliderProps {
  criterion: FrameCriterion;
  /** Undefined = not set yet: the handle waits in the middle. */
  weight: number | undefined;
  onChange: (weight: number) => void;
}

const WAITING_AT = 50;

export function SwingSlider({ criterion, weight, onChange }: SliderProps) {
  const t = useTranslations("vote");
  const value = weight ?? WAITING_AT;
  // A handle that already stands where one wants it sends no change: touching it is an answer too.
  const settle = () => {
    if (weight === undefined) onChange(WAITING_AT);
  };
  return (
    <input
      className={styles.slider}
      type="range"
      min={0}
      max={100}
      step={5}
      value={value}
      data-unset={weight === undefined ? "" : undefined}
      style={{ "--v": `${value}%` } as CSSProperties}
      aria-label={t("weightOf", { criterion: criterion.title })}
      aria-valuetext={weight === undefined ? t("noWeightYet") : `${weight}`}
      onChange={(event) => onChange(Number(event.target.value))}
      onPointerUp={settle}
      onKeyUp={(event) => {
        if (event.key === "Enter" || event.key === " ") settle();
      }}
    />
  );
}

/** Slider between two buttons, for a thumb. */
export function SwingControl({ criterion, weight, onChange }: SliderProps) {
  const t = useTranslations("vote");
  const step = (by: number) => onChange(Math.min(100, Math.max(0, (weight ?? WAITING_AT) + by)));
  return (
    <div className={styles.control}>
      <button
        type="button"
        className={styles.step}
        aria-label={t("less", { criterion: criterion.title })}
        disabled={weight === 0}
        onClick={() => step(-5)}
      >
        <Icon name="minus" size={18} />
      </button>
      <SwingSlider criterion={criterion} weight={weight} onChange={onChange} />
      <button
        type="button"
        className={styles.step}
        aria-label={t("more", { criterion: criterion.title })}
        disabled={weight === 100}
        onClick={() => step(5)}
      >
        <Icon name="plus" size={18} />
      </button>
      <output>{weight ?? "–"}</output>
    </div>
  );
}

/** Says which criterion is worth 100. A button, not a radio: arrow keys must not weigh what they pass. */
export function MattersMost({
  criterion,
  chosen,
  onChoose,
}: {
  criterion: FrameCriterion;
  chosen: boolean;
  onChoose: () => void;
}) {
  const t = useTranslations("vote");
  return (
    <button
      type="button"
      className={styles.most}
      aria-pressed={chosen}
      aria-label={t("mattersMostOf", { criterion: criterion.title })}
      onClick={onChoose}
    >
      <span aria-hidden="true">{t("mattersMost")}</span>
    </button>
  );
}
