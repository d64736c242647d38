"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { criteriaFor } from "@/lib/record/ballot-rules";
import { CriterionStep } from "../voting/criterion-step";
import type { FrameView } from "./frame-props";
import styles from "./voter-preview.module.css";

const nothing = { scores: {}, reasons: {} };
const ignore = () => {};

/** The first page of a role's ballot, as this draft would make it. */
export function VoterPreview({ view }: { view: FrameView }) {
  const t = useTranslations("frame");
  const [chosen, setChosen] = useState(view.roles[0]?.id);
  const role = view.roles.find((each) => each.id === chosen) ?? view.roles[0];
  if (!role) return null;
  const mine = criteriaFor(view.draft, role.id);
  const criterion = mine[0];
  return (
    <section className={styles.preview}>
      <header>
        <h3>{t("preview.title")}</h3>
        <select
          aria-label={t("preview.role")}
          value={role.id}
          onChange={(event) => setChosen(event.target.value)}
        >
          {view.roles.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </header>
      {criterion ? (
        <div className={styles.device}>
          <div className={styles.screen} inert>
            <CriterionStep
              preview
              criterion={criterion}
              position={1}
              of={mine.length}
              options={view.options}
              optionsName={view.optionNoun.many}
              answers={nothing}
              onMark={ignore}
              onReason={ignore}
            />
          </div>
        </div>
      ) : (
        <p className="muted">{t("preview.nothing", { role: role.name })}</p>
      )}
    </section>
  );
}
