"use client";

import { useFormatter, useTranslations } from "next-intl";
import { DEFAULT_FIRMNESS, type FirmnessBars } from "@/lib/decision/frame";
import styles from "./firmness-section.module.css";
import type { FrameActions, FrameView, RunEdit } from "./frame-props";
import { Section } from "./section";
import { Stepper } from "./stepper";

/** Hundredths that one press moves a bar by. */
const STEPS = { lead: 1, firstPlace: 5, ballots: 5 } as const;
const BARS = ["lead", "firstPlace", "ballots"] as const;

/** What the result must reach to be called firm, fixed before anybody knows it. */
export function FirmnessSection({
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
  const bars = view.draft.firmness ?? DEFAULT_FIRMNESS;
  const say = (bar: keyof FirmnessBars) =>
    bar === "lead"
      ? format.number(bars[bar] / 100, { minimumFractionDigits: 2 })
      : format.number(bars[bar] / 100, { style: "percent" });
  return (
    <Section id="firmness" title={t("firmness.title")}>
      <div className={styles.bars}>
        {BARS.map((bar) => (
          <div key={bar} className={styles.bar}>
            <span className={styles.name}>{t(`firmness.${bar}`)}</span>
            {editable ? (
              <Stepper
                label={t(`firmness.${bar}`)}
                fewer={t("firmness.lower", { bar: t(`firmness.${bar}`) })}
                more={t("firmness.higher", { bar: t(`firmness.${bar}`) })}
                value={bars[bar]}
                text={say(bar)}
                min={0}
                max={100}
                step={STEPS[bar]}
                onChange={(value) =>
                  run(
                    () => actions.setFirmness(bar, value),
                    (now) => ({ ...now, firmness: { ...bars, [bar]: value } }),
                  )
                }
              />
            ) : (
              <b className="num">{t("firmness.atLeast", { bar: say(bar) })}</b>
            )}
            <span className={styles.text}>{t(`firmness.${bar}Text`)}</span>
          </div>
        ))}
      </div>
      <p className={styles.help}>{t("firmness.help")}</p>
    </Section>
  );
}
