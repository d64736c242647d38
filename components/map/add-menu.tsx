"use client";

import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { useState, type FormEvent } from "react";
import type { Board } from "@/lib/board/types";
import { type ErrorCode, type ErrorValues, isAppError } from "@/lib/errors";
import type { GroupId, PhaseId, TaskId } from "@/lib/ids";
import { Button, buttonClass } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { SelectField, TextField } from "../ui/field";
import { Icon } from "../ui/icon";
import styles from "./confirm-dialog.module.css";
import type { Edits } from "./edits";
import menu from "./menu.module.css";

const KINDS = ["task", "phase", "group", "option"] as const;
type Kind = (typeof KINDS)[number];

interface Props {
  board: Board;
  edits: Edits;
  onTask: (task: TaskId) => void;
}

/** Add a task, phase, group or option without drawing it. */
export function AddMenu({ board, edits, onTask }: Props) {
  const t = useTranslations("table");
  const [kind, setKind] = useState<Kind | null>(null);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className={buttonClass("line")}>
          <Icon name="plus" />
          {t("add")}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className={menu.menu}
            align="end"
            sideOffset={4}
            onCloseAutoFocus={(event) => {
              if (kind !== null) event.preventDefault();
            }}
          >
            {KINDS.map((each) => (
              <DropdownMenu.Item
                key={each}
                className={menu.item ?? ""}
                disabled={each === "group" && board.phases.length === 0}
                onSelect={() => setKind(each)}
              >
                {t(`addKind.${each}`)}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <Dialog
        open={kind !== null}
        onOpenChange={(open) => {
          if (!open) setKind(null);
        }}
        title={kind ? t(`addKind.${kind}`) : ""}
      >
        {kind ? (
          <AddForm kind={kind} board={board} edits={edits} onTask={onTask} onDone={() => setKind(null)} />
        ) : null}
      </Dialog>
    </>
  );
}

function AddForm({ kind, board, edits, onTask, onDone }: Props & { kind: Kind; onDone: () => void }) {
  const t = useTranslations("table");
  const common = useTranslations("common");
  const errors = useTranslations("errors");
  const words = useTranslations("map");
  const [title, setTitle] = useState("");
  const [place, setPlace] = useState<string>(board.phases[0]?.id ?? "");
  const [problem, setProblem] = useState<{ code: ErrorCode; values: ErrorValues | undefined } | null>(null);

  const add = () => {
    const group = board.groups.find((each) => each.id === place);
    const phase = group?.phase ?? board.phases.find((each) => each.id === place)?.id ?? null;
    switch (kind) {
      case "task":
        onTask(edits.addTask({ title, phase, group: (group?.id ?? null) as GroupId | null }));
        return;
      case "phase":
        edits.addPhase(title);
        return;
      case "group":
        edits.addGroup(title, place as PhaseId);
        return;
      case "option":
        edits.addOption(title);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    try {
      add();
      onDone();
    } catch (error) {
      if (!isAppError(error)) throw error;
      setProblem({ code: error.code, values: error.values });
    }
  };

  return (
    <form onSubmit={submit} className={styles.form}>
      <TextField
        label={t("title")}
        value={title}
        autoFocus
        autoComplete="off"
        onChange={(event) => setTitle(event.target.value)}
        error={problem ? errors(problem.code, problem.values) : undefined}
      />
      {kind === "task" || kind === "group" ? (
        <SelectField
          label={kind === "task" ? words("place") : t("phase")}
          value={place}
          onChange={(event) => setPlace(event.target.value)}
        >
          {kind === "task" ? <option value="">{words("noPhase")}</option> : null}
          {board.phases.flatMap((phase) => [
            <option key={phase.id} value={phase.id}>
              {phase.title}
            </option>,
            ...board.groups
              .filter((group) => kind === "task" && group.phase === phase.id)
              .map((group) => (
                <option key={group.id} value={group.id}>
                  {phase.title} › {group.title}
                </option>
              )),
          ])}
        </SelectField>
      ) : null}
      <div className={styles.actions}>
        <Button onClick={onDone}>{common("cancel")}</Button>
        <Button kind="primary" type="submit">
          {t("add")}
        </Button>
      </div>
    </form>
  );
}
