"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Access } from "@/lib/access/can";
import { Link } from "@/lib/i18n/navigation";
import { viewPath } from "../shell/board-header";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import type { BoardStep } from "./board-props";
import styles from "./notice.module.css";

type Place = "frame" | "room" | "vote" | "results" | "record";

interface Props {
  boardId: string;
  step: BoardStep;
  access: Access;
  /** A card over the canvas rather than a strip above the board. */
  floats: boolean;
}

/** Where the decision stands, and the way on: the facilitator leads it, the others follow. */
export function NextStep({ boardId, step, access, floats }: Props) {
  const t = useTranslations("map.step");
  const common = useTranslations("common");
  const [hidden, setHidden] = useState<string | null>(null);
  const shown = stepFor(step, access);
  const key = JSON.stringify(step);
  if (!shown || hidden === key) return null;
  return (
    <div className={styles.notice} data-kind="step" data-floats={floats || undefined}>
      <Icon name={shown.icon} />
      <p>{t(shown.text, { number: numberOf(step) })}</p>
      {shown.places.map((place) => (
        <Link key={place} href={viewPath(boardId, place)}>
          {t(`to.${place}`)}
        </Link>
      ))}
      {step.at === "open" || step.at === "closed" ? null : (
        <Button
          kind="ghost"
          size="s"
          icon
          className={styles.push ?? ""}
          aria-label={common("close")}
          onClick={() => setHidden(key)}
        >
          <Icon name="close" />
        </Button>
      )}
    </div>
  );
}

function stepFor(step: BoardStep, access: Access) {
  const leads = access === "facilitator";
  const show = (icon: "lock" | "vote" | "chart" | "seal" | "eye", text: Sentence, ...places: Place[]) => ({
    icon,
    text,
    places,
  });
  const reads =
    access === "observer" ? show("eye", "observes") : access === "voter" ? show("eye", "waits") : null;
  switch (step.at) {
    case "map":
      return leads ? show("lock", "map", "frame") : reads;
    case "locked":
      return leads ? show("vote", "locked", "room") : reads;
    case "open":
      if (access === "observer") return show("vote", "open", "room");
      return leads ? show("vote", "open", "vote", "room") : show("vote", "open", "vote");
    case "closed":
      return show("vote", "closed", "room");
    case "revealed":
      return leads ? show("chart", "decide", "results", "record") : show("chart", "revealed", "results");
    case "sealed":
      return show("seal", "sealed", "record");
  }
}

type Sentence =
  | "map"
  | "locked"
  | "open"
  | "closed"
  | "decide"
  | "revealed"
  | "sealed"
  | "observes"
  | "waits";

function numberOf(step: BoardStep): number {
  switch (step.at) {
    case "map":
      return 0;
    case "locked":
      return step.frame;
    case "sealed":
      return step.version;
    default:
      return step.round;
  }
}
