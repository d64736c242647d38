import type { Board } from "@/lib/board/types";
import type { OptionId, TaskId } from "@/lib/ids";
import type { BoardConnection } from "../canvas/board-connection";
import type { RoleView } from "./board-props";
import type { Edits } from "./edits";
import type { Standings } from "./standings";

/** What the table and its parts are drawn from. */
export interface TableProps {
  connection: BoardConnection;
  board: Board;
  standings: Standings;
  roles: RoleView[];
  lens: OptionId | null;
  onLens: (option: OptionId) => void;
  openTask: TaskId | null;
  onOpenTask: (task: TaskId | null) => void;
  onShowOnMap: (task: TaskId) => void;
  edits: Edits | null;
}
