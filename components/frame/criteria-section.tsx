"use client";

import { useTranslations } from "next-intl";
import { RoleGlyph } from "../ui/role-mark";
import { AddItem } from "./add-item";
import { CriterionRow } from "./criterion-row";
import styles from "./criteria-section.module.css";
import type { FrameActions, FrameView, RunEdit } from "./frame-props";
import { Section } from "./section";

interface Props {
  view: FrameView;
  editable: boolean;
  actions: FrameActions;
  run: RunEdit;
}

export function CriteriaSection({ view, editable, actions, run }: Props) {
  const t = useTranslations("frame");
  const { criteria } = view.draft;
  return (
    <Section
      id="criteria"
      title={t("criteria")}
      aside={t("criteriaCount", {
        criteria: criteria.length,
        count: view.draft.options.length,
        noun: view.draft.options.length === 1 ? view.optionNoun.one : view.optionNoun.many,
      })}
      action={
        editable ? (
          <AddItem
            label={t("addCriterion")}
            field={t("criterionTitle")}
            onAdd={(title) => run(() => actions.addCriterion(title))}
          />
        ) : null
      }
    >
      {criteria.length === 0 ? <p className={styles.empty}>{t("noCriteria")}</p> : null}
      <div className={styles.head} aria-hidden="true">
        <span>{t("question")}</span>
        <span>{t("anchors")}</span>
        <span>
          {t("whoScores")}
          <span className={styles.roles}>
            {view.roles.map((role) => (
              <span key={role.id} title={role.name}>
                <RoleGlyph tone={role.tone} size={11} />
              </span>
            ))}
          </span>
        </span>
        <span>{t("knockOut")}</span>
      </div>
      <ul>
        {criteria.map((criterion) => (
          <CriterionRow
            key={criterion.id}
            criterion={criterion}
            roles={view.roles}
            editable={editable}
            onChange={(change) =>
              run(
                () => actions.updateCriterion(criterion.id, change),
                // A text keeps to its own field until it is saved; switches turn at once.
                "scoredBy" in change || "source" in change || "knockOutBelow" in change
                  ? (now) => ({
                      ...now,
                      criteria: now.criteria.map((each) =>
                        each.id === criterion.id ? { ...each, ...change } : each,
                      ),
                    })
                  : undefined,
              )
            }
            onRemove={() => run(() => actions.removeCriterion(criterion.id))}
          />
        ))}
      </ul>
    </Section>
  );
}
