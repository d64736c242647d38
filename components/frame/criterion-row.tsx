"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FrameCriterion } from "@/lib/decision/frame";
import type { Refusal } from "@/lib/errors";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { RoleGlyph } from "../ui/role-mark";
import { ConfirmRemoval } from "./confirm-removal";
import styles from "./criteria-section.module.css";
import { EditText } from "./edit-text";
import type { CriterionEdit, FrameView } from "./frame-props";

interface Props {
  criterion: FrameCriterion;
  roles: FrameView["roles"];
  editable: boolean;
  onChange: (change: CriterionEdit) => Promise<Refusal["error"] | null>;
  onRemove: () => Promise<Refusal["error"] | null>;
}

const BARS = [2, 3, 4] as const;

export function CriterionRow({ criterion, roles, editable, onChange, onRemove }: Props) {
  const t = useTranslations("frame");
  const [removing, setRemoving] = useState(false);
  const name = criterion.title || t("untitled");
  const scores = (id: string) => criterion.scoredBy === null || criterion.scoredBy.includes(id);
  const toggle = (id: string) => {
    const next = roles
      .filter((role) => (role.id === id ? !scores(id) : scores(role.id)))
      .map((role) => role.id);
    void onChange({ scoredBy: next.length === roles.length ? null : next });
  };
  const bar = criterion.knockOutBelow;
  const text = (field: "title" | "question" | "low" | "high", label: string, look?: "boxed") =>
    editable ? (
      <EditText
        label={t("fieldOf", { field: label, criterion: name })}
        value={criterion[field]}
        placeholder={label}
        strong={field === "title"}
        multiline={field === "question"}
        onSave={(value) => onChange({ [field]: value })}
        {...(look ? { look } : {})}
      />
    ) : (
      criterion[field] || <i className={styles.missing}>{t("missing")}</i>
    );
  return (
    <li className={styles.row} data-locked={editable ? undefined : ""}>
      <div>
        <h4>{text("title", t("criterionTitle"))}</h4>
        <div className={styles.question}>{text("question", t("question"))}</div>
      </div>
      {criterion.source === "map" ? (
        <p className={styles.fromMap}>
          <Icon name="map" /> {t("fromMap")}
        </p>
      ) : (
        <>
          <div className={styles.anchors}>
            <div className={styles.field}>
              <i aria-hidden="true">1</i>
              <div>{text("low", t("low"), "boxed")}</div>
            </div>
            <div className={styles.field}>
              <i aria-hidden="true">5</i>
              <div>{text("high", t("high"), "boxed")}</div>
            </div>
          </div>
          <div className={styles.toggles} role="group" aria-label={t("whoScoresOf", { criterion: name })}>
            {roles.map((role) => {
              const on = scores(role.id);
              const mark = on ? <RoleGlyph tone={role.tone} size={16} /> : <span className={styles.off} />;
              return editable ? (
                <button
                  key={role.id}
                  type="button"
                  aria-pressed={on}
                  aria-label={role.name}
                  title={role.name}
                  onClick={() => toggle(role.id)}
                >
                  {mark}
                </button>
              ) : (
                <span key={role.id} title={role.name}>
                  {mark}
                  <span className="sr">{t(on ? "roleScores" : "roleDoesNotScore", { role: role.name })}</span>
                </span>
              );
            })}
          </div>
        </>
      )}
      <div className={styles.bar}>
        <span className={styles.narrowLabel}>{t("knockOut")}</span>
        {editable ? (
          <select
            aria-label={t("fieldOf", { field: t("knockOut"), criterion: name })}
            value={bar ?? ""}
            onChange={(event) =>
              void onChange({ knockOutBelow: event.target.value === "" ? null : Number(event.target.value) })
            }
          >
            <option value="">{t("noBar")}</option>
            {[...new Set([...BARS, ...(bar === null ? [] : [bar])])].sort().map((each) => (
              <option key={each} value={each}>
                {t("under", { mark: each })}
              </option>
            ))}
          </select>
        ) : (
          <span className={bar === null ? "muted" : undefined}>
            {bar === null ? t("noBar") : t("under", { mark: bar })}
          </span>
        )}
        {editable ? (
          <p className={styles.acts}>
            <Button
              kind="ghost"
              size="s"
              icon
              aria-label={t(criterion.source === "map" ? "letPeopleScoreOf" : "takeFromMapOf", { name })}
              title={t(criterion.source === "map" ? "letPeopleScore" : "takeFromMap")}
              onClick={() => void onChange({ source: criterion.source === "map" ? "vote" : "map" })}
            >
              <Icon name={criterion.source === "map" ? "vote" : "map"} />
            </Button>
            <Button
              kind="ghost"
              size="s"
              icon
              aria-label={t("removeOf", { name })}
              title={t("remove")}
              onClick={() => setRemoving(true)}
            >
              <Icon name="trash" />
            </Button>
          </p>
        ) : null}
      </div>
      <ConfirmRemoval
        open={removing}
        onOpenChange={setRemoving}
        title={t("removeCriterionTitle", { name })}
        text={t("removeCriterionText")}
        onConfirm={onRemove}
      />
    </li>
  );
}
