"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useMemo, type ReactNode } from "react";
import type { Board, Task } from "@/lib/board/types";
import type { OptionId, TaskId } from "@/lib/ids";
import type { BoardConnection } from "../canvas/board-connection";
import type { Me, RoleView } from "./board-props";
import type { Edits } from "./edits";
import { Inspector } from "./inspector";
import { Legend } from "./legend";
import { LensBar } from "./lens-bar";
import styles from "./map-view.module.css";
import { type Standings, standingsOf } from "./standings";
import { useColorScheme } from "./use-color-scheme";
import { useMedia } from "./use-media";

const MapCanvas = dynamic(() => import("../canvas/map-canvas").then((module) => module.MapCanvas), {
  ssr: false,
  loading: () => <Opening />,
});

function Opening() {
  const t = useTranslations("map");
  return (
    <div className={styles.opening} role="status">
      <p>{t("opening")}</p>
    </div>
  );
}

/** In view on a desk; on a phone behind a button, as the map needs the room. */
function LegendFold({ children }: { children: ReactNode }) {
  const t = useTranslations("map");
  const phone = useMedia("(max-width: 720px)");
  return (
    <div className={styles.legend} data-map-legend="">
      {phone ? (
        <details>
          <summary>{t("legend")}</summary>
          {children}
        </details>
      ) : (
        children
      )}
    </div>
  );
}

interface Props {
  connection: BoardConnection;
  board: Board;
  standings: Standings;
  roles: RoleView[];
  me: Me;
  lens: OptionId | null;
  onLens: (option: OptionId) => void;
  onStepLens: (by: 1 | -1) => void;
  task: Task | null;
  onTask: (task: TaskId | null) => void;
  edits: Edits | null;
  /** Floats where the inspector will stand. */
  nextStep: ReactNode;
  tableHref: string;
  licenseKey: string | undefined;
}

/** The canvas and what stands around it. */
export function MapView(props: Props) {
  const { connection, board, standings, roles, me, lens, task, onTask, edits, licenseKey } = props;
  const colorScheme = useColorScheme();
  const otherwise = useMemo(
    () => standingsOf(board, board.policies.uncovered === "zero" ? "skip" : "zero"),
    [board],
  );
  const standing = standings.all.find(({ option }) => option.id === lens);
  return (
    <div className={styles.view} data-inspecting={task !== null || undefined}>
      <LensBar
        standings={standings.all}
        lens={lens}
        onLens={props.onLens}
        onStep={props.onStepLens}
        edits={edits}
      />
      <main id="content" className={styles.canvas}>
        <MapCanvas
          doc={connection.doc}
          awareness={connection.awareness}
          synced
          roles={roles}
          me={me}
          canEdit={edits !== null}
          lens={lens}
          selectedTask={task?.id ?? null}
          onSelectTask={onTask}
          origin={connection.origin}
          undo={connection.undo}
          tableHref={props.tableHref}
          colorScheme={colorScheme}
          {...(licenseKey ? { licenseKey } : {})}
        />
        {standing ? (
          <LegendFold>
            <Legend
              standing={standing}
              outOfScope={board.tasks.filter((each) => !each.inScope).length}
              standings={standings}
              otherwise={otherwise}
              onPolicy={edits?.setUncovered}
            />
          </LegendFold>
        ) : null}
        {task ? null : props.nextStep}
      </main>
      {task ? (
        <Inspector
          key={task.id}
          connection={connection}
          board={board}
          task={task}
          roles={roles}
          lens={lens}
          edits={edits}
          onTask={onTask}
          onClose={() => onTask(null)}
        />
      ) : null}
    </div>
  );
}
