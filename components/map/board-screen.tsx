"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import type { OptionId, TaskId } from "@/lib/ids";
import { Link, useRouter } from "@/lib/i18n/navigation";
import type { Quarantine } from "../history/history-types";
import { QuarantineBanner } from "../history/quarantine-banner";
import { BoardHeader, viewPath } from "../shell/board-header";
import { buttonClass } from "../ui/button";
import type { BoardStep, Me, RoleView } from "./board-props";
import styles from "./board-screen.module.css";
import { boardEdits } from "./edits";
import { EndedNotice } from "./ended-notice";
import { InlineText } from "./inline-text";
import { MapView } from "./map-view";
import { NextStep } from "./next-step";
import { PeoplePresent } from "./people-present";
import { RefusedNotice } from "./refused-notice";
import { SaveStatus } from "./save-status";
import { ServerNotice } from "./server-notice";
import { ShortcutSheet } from "./shortcut-sheet";
import { standingsOf } from "./standings";
import { TableView } from "./table-view";
import { TakeChanges } from "./take-changes";
import { useBoard, usePeople } from "./use-board";
import { useBoardConnection, useSaveState } from "./use-board-connection";
import { useMedia } from "./use-media";
import { useShortcuts } from "./use-shortcuts";

interface Props {
  boardId: string;
  /** Until the document is here. */
  title: string;
  view: "map" | "table";
  roles: RoleView[];
  me: Me;
  step: BoardStep;
  /** The board's log is damaged; null: it is whole. */
  quarantine: Quarantine | null;
  licenseKey: string | undefined;
}

/** The board itself, drawn as a map or as a table: one connection, one selection, one lens for both. */
export function BoardScreen({ boardId, title, view, roles, me, step, quarantine, licenseKey }: Props) {
  const t = useTranslations("map");
  const router = useRouter();
  const connection = useBoardConnection(boardId);
  const save = useSaveState(connection);
  const board = useBoard(connection);
  const people = usePeople(connection);
  const [chosenLens, setLens] = useState<OptionId | null>(null);
  const [task, setTask] = useState<TaskId | null>(null);
  const [sheet, setSheet] = useState(false);

  // A refused connection saves nothing any more: better to show the board than to take edits it will not keep.
  const refused = save.state === "refused" || save.state === "ended";
  const damaged = quarantine !== null || save.state === "readOnly";
  const mayEdit = me.canEdit && !refused && !damaged;
  const edits = useMemo(
    () => (connection && mayEdit ? boardEdits(connection, me) : null),
    [connection, me, mayEdit],
  );
  const standings = useMemo(() => (board ? standingsOf(board) : null), [board]);
  const leader = standings?.leader?.option.id ?? null;
  const lens =
    board?.options.find((option) => option.id === chosenLens)?.id ?? leader ?? board?.options[0]?.id ?? null;
  const selected = board?.tasks.find((each) => each.id === task) ?? null;

  const stepLens = (by: 1 | -1) => {
    if (!board || board.options.length === 0) return;
    const at = board.options.findIndex((option) => option.id === lens);
    const next = board.options[(at + by + board.options.length) % board.options.length];
    if (next) setLens(next.id);
  };
  useShortcuts({ "[": () => stepLens(-1), "]": () => stepLens(1), "?": () => setSheet(true) });

  useEffect(() => connection?.setPresence({ lens }), [connection, lens]);
  const isQuarantined = quarantine !== null;
  useEffect(() => {
    if (!connection) return;
    const refresh = () => router.refresh();
    const stops = [
      connection.onBoardEvent((event) => {
        if (event.type !== "ballot" && event.type !== "versions") refresh();
      }),
      connection.onRightsChanged(refresh),
      // The page knows since when, and who decides.
      connection.onNotice((code) => {
        if (code === "board-quarantined" && !isQuarantined) refresh();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [connection, router, isQuarantined]);

  const leads = me.access === "facilitator";
  const floats = useMedia("(min-width: 1200px)") && view === "map";
  const nextStep = <NextStep boardId={boardId} step={step} access={me.access} floats={floats} />;
  const alone = people.every((person) => person.userId === me.userId);
  return (
    <div className={styles.screen} data-view={view}>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <BoardHeader
        boardId={boardId}
        view={view}
        voteLeadsTo={leads ? "room" : "vote"}
        title={
          <InlineText
            value={board?.title ?? title}
            label={t("boardTitle")}
            onCommit={edits && board ? edits.setBoardTitle : undefined}
          />
        }
        status={<SaveStatus state={save} />}
      >
        <PeoplePresent me={me} others={people} roles={roles} />
        {leads ? (
          <Link className={buttonClass(alone ? "primary" : "line")} href={viewPath(boardId, "people")}>
            {t("invite")}
          </Link>
        ) : null}
      </BoardHeader>
      <div className={styles.notices}>
        {connection && save.state === "refused" ? (
          <RefusedNotice
            code={save.code}
            kept={save.kept}
            boardId={boardId}
            onRetry={() => connection.retry()}
          />
        ) : null}
        {connection && save.state === "ended" ? (
          <EndedNotice connection={connection} boardId={boardId} reason={save.reason} kept={save.kept} />
        ) : null}
        {quarantine && !refused ? (
          <QuarantineBanner
            quarantine={quarantine}
            historyPath={viewPath(boardId, "history")}
            onAccepted={() => window.location.reload()}
          >
            {connection && save.state === "readOnly" && save.kept > 0 ? (
              <>
                <p>{t("ended.kept", { kept: save.kept })}</p>
                <TakeChanges connection={connection} boardId={boardId} />
              </>
            ) : null}
          </QuarantineBanner>
        ) : null}
        {connection && !refused ? (
          <ServerNotice connection={connection} known={quarantine ? "board-quarantined" : null} />
        ) : null}
        {board && !floats && !damaged ? nextStep : null}
      </div>
      {connection && board && standings ? (
        view === "map" ? (
          <MapView
            connection={connection}
            board={board}
            standings={standings}
            roles={roles}
            me={me}
            lens={lens}
            onLens={setLens}
            onStepLens={stepLens}
            task={selected}
            onTask={setTask}
            edits={edits}
            nextStep={floats && !damaged ? nextStep : null}
            tableHref={viewPath(boardId, "table")}
            licenseKey={licenseKey}
          />
        ) : (
          <TableView
            connection={connection}
            board={board}
            standings={standings}
            roles={roles}
            lens={lens}
            onLens={setLens}
            openTask={task}
            onOpenTask={setTask}
            onShowOnMap={(id) => {
              setTask(id);
              router.push(viewPath(boardId, "map"));
            }}
            edits={edits}
          />
        )
      ) : (
        <main id="content" className={styles.waiting}>
          {refused ? null : <p role="status">{save.state === "offline" ? t("unreachable") : t("opening")}</p>}
        </main>
      )}
      <ShortcutSheet open={sheet} onOpenChange={setSheet} view={view} canEdit={edits !== null} />
    </div>
  );
}
