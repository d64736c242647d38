import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import type { BoardOrigin } from "@/lib/board/origins";
import type { OptionId, TaskId } from "@/lib/ids";

/** What the board's screen hands to the canvas. The canvas reads everything else from the document. */
export interface MapCanvasProps {
  doc: Y.Doc;
  awareness: Awareness;
  /** True once the whole document has arrived; before that nothing is drawn and nothing written. */
  synced: boolean;
  roles: readonly { id: string; name: string; tone: number }[];
  me: { userId: string; name: string; roleId: string | null };
  canEdit: boolean;
  lens: OptionId | null;
  selectedTask: TaskId | null;
  onSelectTask: (task: TaskId | null) => void;
  /** One per tab; `undo` tracks it, so every change the canvas makes carries it. */
  origin: BoardOrigin;
  undo: Y.UndoManager;
  /** The same board as a table: the equivalent for those who cannot use a drawing. */
  tableHref: string;
  licenseKey?: string;
  colorScheme: "light" | "dark";
}
