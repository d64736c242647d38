import {
  type Editor,
  InstancePresenceRecordType,
  type TLInstancePresence,
  type TLShapeId,
  react,
} from "tldraw";
import type { Awareness } from "y-protocols/awareness";
import type { PresenceState } from "@/lib/sync/protocol";
import type { MapModel } from "./map-model";

/** Ten times a second looks alive; cursors are most of what a room sends. */
const SEND_MS = 100;
const MAX_SELECTED = 20;

const TONES = ["client", "consumer", "data-scientist", "data-engineer", "annotator"] as const;
/** A colour of its own for people who stand for no role. */
const NO_ROLE = "var(--ink-muted)";

export const roleColour = (tone: number | undefined): string =>
  tone === undefined ? NO_ROLE : `var(--role-${TONES[tone % TONES.length] ?? TONES[0]})`;

const recordId = (client: number) => InstancePresenceRecordType.createId(String(client));

/** Others' cursors and selections into the store, our own out: rounded, few, and only while something changes. */
export function bindPresence(editor: Editor, model: MapModel, awareness: Awareness): () => void {
  const stopSending = sendOwn(editor, model, awareness);
  const heard = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }) => {
    const put: TLInstancePresence[] = [];
    const gone = removed.map(recordId);
    for (const client of [...added, ...updated]) {
      if (client === awareness.clientID) continue;
      const state = awareness.getStates().get(client) as Partial<PresenceState> | undefined;
      const record = state ? toRecord(editor, model, client, state) : null;
      if (record) put.push(record);
      else gone.push(recordId(client));
    }
    editor.store.mergeRemoteChanges(() => {
      editor.store.remove(gone.filter((id) => editor.store.has(id)));
      editor.store.put(put);
    });
  };
  heard({ added: [...awareness.getStates().keys()], updated: [], removed: [] });
  awareness.on("change", heard);
  return () => {
    awareness.off("change", heard);
    stopSending();
  };
}

function toRecord(
  editor: Editor,
  model: MapModel,
  client: number,
  { user, cursor, selected }: Partial<PresenceState>,
): TLInstancePresence | null {
  if (!user || typeof user.userId !== "string") return null;
  const role = model.$roles.get().find(({ id }) => id === user.roleId);
  return InstancePresenceRecordType.create({
    id: recordId(client),
    currentPageId: editor.getCurrentPageId(),
    // One person with two tabs has two cursors.
    userId: `${user.userId}:${client}`,
    userName: user.name,
    color: roleColour(role?.tone),
    meta: role ? { role: role.name, tone: role.tone } : {},
    cursor: isPoint(cursor) ? { x: cursor.x, y: cursor.y, type: "default", rotation: 0 } : null,
    selectedShapeIds: Array.isArray(selected)
      ? (selected
          .filter((id) => typeof id === "string" && id.startsWith("shape:"))
          .slice(0, MAX_SELECTED) as TLShapeId[])
      : [],
    lastActivityTimestamp: Date.now(),
  });
}

/** The role that somebody's cursor carries beside the name. */
export function roleOfCursor(editor: Editor, userId: string): { name: string; tone: number } | null {
  const { role, tone } = editor.getCollaborators().find((each) => each.userId === userId)?.meta ?? {};
  return typeof role === "string" && typeof tone === "number" ? { name: role, tone } : null;
}

const isPoint = (value: unknown): value is { x: number; y: number } => {
  const { x, y } = (value ?? {}) as { x?: unknown; y?: unknown };
  return Number.isFinite(x) && Number.isFinite(y);
};

function sendOwn(editor: Editor, model: MapModel, awareness: Awareness): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let last = "";
  let inside = false;
  const send = () => {
    timer = null;
    const { x, y } = editor.inputs.currentPagePoint;
    const own = {
      cursor: inside ? { x: Math.round(x), y: Math.round(y) } : null,
      selected: editor.getSelectedShapeIds().slice(0, MAX_SELECTED),
      lens: model.$lens.get(),
    };
    const key = JSON.stringify(own);
    if (key === last) return;
    last = key;
    awareness.setLocalState({ ...awareness.getLocalState(), ...own });
  };
  const soon = () => {
    timer ??= setTimeout(send, SEND_MS);
  };
  const container = editor.getContainer();
  const moved = () => {
    inside = true;
    soon();
  };
  const left = () => {
    inside = false;
    soon();
  };
  container.addEventListener("pointermove", moved);
  container.addEventListener("pointerleave", left);
  const stop = react("own presence", () => {
    editor.getSelectedShapeIds();
    model.$lens.get();
    // Panning moves the page beneath a resting pointer.
    editor.getCamera();
    soon();
  });
  return () => {
    stop();
    if (timer) clearTimeout(timer);
    container.removeEventListener("pointermove", moved);
    container.removeEventListener("pointerleave", left);
    if (awareness.getLocalState())
      awareness.setLocalState({ ...awareness.getLocalState(), cursor: null, selected: [] });
  };
}
