"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { type Hands, removeTasks, takeOffMap } from "./board-actions";
import styles from "./remove-cards.module.css";
import type { TaskCardShape } from "./shape-types";

interface Props {
  hands: Hands;
  cards: TaskCardShape[];
  onDone: () => void;
}

/** A card is only a view of its task: which of the two should go? */
export function RemoveCards({ hands, cards, onDone }: Props) {
  const t = useTranslations("canvas.remove");
  const common = useTranslations("common");
  const [first] = cards;
  const title = first ? (hands.model.titleOf("task", first.props.taskId) ?? "") : "";
  const choose = (run: (hands: Hands, cards: TaskCardShape[]) => void) => () => {
    run(hands, cards);
    onDone();
    hands.editor.focus();
  };
  return (
    <Dialog
      open={cards.length > 0}
      onOpenChange={(open) => {
        if (!open) onDone();
      }}
      title={t("title", { count: cards.length, title })}
      description={t("explain", { count: cards.length })}
    >
      <div className={styles.actions}>
        <Button onClick={onDone}>{common("cancel")}</Button>
        <Button kind="danger" onClick={choose(removeTasks)}>
          {t("task", { count: cards.length })}
        </Button>
        <Button kind="primary" onClick={choose(takeOffMap)}>
          {t("card", { count: cards.length })}
        </Button>
      </div>
    </Dialog>
  );
}
