"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { OptionId } from "@/lib/ids";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { CountBar } from "./count-bar";
import type { Edits } from "./edits";
import { InlineText } from "./inline-text";
import styles from "./lens-bar.module.css";
import { OptionMenu } from "./option-menu";
import type { Standing } from "./standings";
import { useScore } from "./wording";

interface Props {
  standings: Standing[];
  lens: OptionId | null;
  onLens: (option: OptionId) => void;
  onStep: (by: 1 | -1) => void;
  edits: Edits | null;
}

/** Whose fits colour the cards: one chip per option, with its score and its counts. */
export function LensBar({ standings, lens, onLens, onStep, edits }: Props) {
  const t = useTranslations("map");
  const score = useScore();
  const [renaming, setRenaming] = useState<OptionId | null>(null);
  const [adding, setAdding] = useState(false);
  const active = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    active.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [lens]);

  return (
    <section className={styles.lens} aria-label={t("lens")}>
      {standings.length > 0 ? (
        <button
          type="button"
          className={styles.step}
          aria-label={t("lensBefore")}
          aria-keyshortcuts="["
          onClick={() => onStep(-1)}
        >
          <kbd aria-hidden="true">[</kbd>
        </button>
      ) : null}
      {standings.map(({ option, coverage }) => {
        const pressed = option.id === lens;
        if (edits && renaming === option.id) {
          return (
            <span key={option.id} className={styles.naming}>
              <InlineText
                value={option.title}
                label={t("optionName")}
                startOpen
                onCommit={(title) => edits.renameOption(option.id, title)}
                onClose={() => setRenaming(null)}
              />
            </span>
          );
        }
        return (
          <span key={option.id} className={styles.holder}>
            <button
              type="button"
              ref={pressed ? active : undefined}
              className={styles.chip}
              aria-pressed={pressed}
              onClick={() => onLens(option.id)}
              onDoubleClick={edits ? () => setRenaming(option.id) : undefined}
            >
              <span className={styles.name}>
                <span className={styles.title}>{option.title}</span>
                <span className={`num ${styles.score}`}>{score(coverage.value, 2)}</span>
              </span>
              <span className={styles.counts}>
                <CountBar counts={coverage.counts} />
              </span>
            </button>
            {pressed && edits ? (
              <OptionMenu
                option={option}
                painted={coverage.tasksInScope - coverage.counts.unrated}
                onRename={() => setRenaming(option.id)}
                onRemove={() => edits.removeOption(option.id)}
              />
            ) : null}
          </span>
        );
      })}
      {standings.length > 0 ? (
        <button
          type="button"
          className={styles.step}
          aria-label={t("lensAfter")}
          aria-keyshortcuts="]"
          onClick={() => onStep(1)}
        >
          <kbd aria-hidden="true">]</kbd>
        </button>
      ) : null}
      {edits && adding ? (
        <span className={styles.naming}>
          <InlineText
            value=""
            label={t("optionName")}
            startOpen
            onCommit={(title) => onLens(edits.addOption(title))}
            onClose={() => setAdding(false)}
          />
        </span>
      ) : null}
      {edits && !adding ? (
        <Button
          kind="ghost"
          icon={standings.length > 0}
          aria-label={t("addOption")}
          title={t("addOption")}
          onClick={() => setAdding(true)}
        >
          <Icon name="plus" />
          {standings.length === 0 ? t("addOption") : null}
        </Button>
      ) : null}
      {standings.length === 0 && !edits ? <p className={styles.none}>{t("noOptions")}</p> : null}
    </section>
  );
}
