"use client";

import "tldraw/tldraw.css";
import { useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import {
  DefaultShapeIndicators,
  type Editor,
  HandTool,
  SelectTool,
  type TLCameraOptions,
  type TLEditorComponents,
  TldrawEditor,
  ZoomTool,
  atom,
  createTLUser,
  useValue,
  type TLShape,
  type TLUserPreferences,
} from "tldraw";
import type { UndoManager } from "yjs";
import { documentNonce } from "../ui/document-nonce";
import { registerShapeRules } from "./board-effects";
import { CanvasFailed } from "./canvas-failed";
import { CanvasChrome } from "./canvas-chrome";
import { fitMap } from "./camera";
import { quietLicenceBeacon } from "./licence-beacon";
import styles from "./map-canvas.module.css";
import type { MapCanvasProps } from "./map-canvas-props";
import { modelOf } from "./map-model";
import { Cursor, FlowDraft, FrameHandles } from "./overlays";
import { bindPresence } from "./presence";
import { HeldSession, type Session, shapeUtils } from "./session";
import type { StoreBinding } from "./store-binding";
import { giveHands, mapTools } from "./tools";
import { useHeldSelection } from "./use-held-selection";

const tools = [SelectTool, HandTool, ZoomTool, ...mapTools];
const components: TLEditorComponents = {
  Background: null,
  CollaboratorCursor: Cursor,
  CollaboratorHint: null,
  SelectionForeground: FrameHandles,
  SelectionBackground: null,
  ShapeIndicators: DefaultShapeIndicators,
  OnTheCanvas: null,
  Overlays: FlowDraft,
  ErrorFallback: CanvasFailed,
  ShapeErrorFallback: () => null,
  LoadingScreen: null,
};
const cameraOptions: Partial<TLCameraOptions> = {
  wheelBehavior: "pan",
  zoomSteps: [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4],
};

/** The map. Reads and writes the board's document; tells the screen only which task is selected. */
export function MapCanvas(props: MapCanvasProps) {
  const { doc, origin, synced } = props;
  const canEdit = useRef(props.canEdit);
  useLayoutEffect(() => {
    canEdit.current = props.canEdit;
  }, [props.canEdit]);
  const held = useMemo(() => new HeldSession(doc, origin, () => canEdit.current), [doc, origin]);
  const session = useSyncExternalStore(
    synced ? held.open : noSession,
    () => held.current,
    () => null,
  );
  if (!session) return null;
  return <Canvas key={session.store.id} session={session} {...props} />;
}

const noSession = () => () => undefined;

function Canvas({ session, ...props }: MapCanvasProps & { session: Session }) {
  const t = useTranslations("canvas");
  const { store, model, binding } = session;
  const { lens, roles, me, undo, awareness, colorScheme, licenseKey } = props;
  const outdated = useValue(model.$outdated);
  const canEdit = props.canEdit && !outdated;
  const [editor, setEditor] = useState<Editor | null>(null);
  const user = useUser(me.userId, me.name, colorScheme);
  const options = useMemo(
    () => ({
      nonce: documentNonce(),
      maxPages: 1,
      createTextOnCanvasDoubleClick: false,
      branding: t("region"),
    }),
    [t],
  );

  useEffect(() => {
    model.actor = { userId: me.userId, name: me.name };
    model.titles = { task: t("newTask"), phase: t("newPhase") };
  }, [model, me.userId, me.name, t]);
  useEffect(() => {
    model.$lens.set(lens);
  }, [model, lens]);
  const roleKey = JSON.stringify(roles);
  useEffect(() => {
    // By content: the page may hand over a new but equal list with every render.
    model.$roles.set(JSON.parse(roleKey) as typeof roles);
  }, [model, roleKey]);
  useEffect(() => {
    editor?.updateInstanceState({ isReadonly: !canEdit });
  }, [editor, canEdit]);
  useEffect(() => {
    if (!editor) return;
    return bindPresence(editor, model, awareness);
  }, [editor, model, awareness]);
  useHeldSelection(editor, model, props.selectedTask, props.onSelectTask);

  const mounted = (made: Editor) => {
    session.editor = made;
    giveHands(store, { editor: made, model, flush: () => binding.flush(), undo });
    made.updateInstanceState({ isReadonly: !canEdit });
    blockForeignContent(made);
    const stops = [registerShapeRules(made, model), quietLicenceBeacon(), keepEndings(made, binding, undo)];
    fitMap(made);
    setEditor(made);
    return () => {
      session.editor = null;
      setEditor(null);
      for (const stop of stops) stop();
    };
  };

  return (
    <div className={styles.canvas}>
      <TldrawEditor
        store={store}
        user={user}
        shapeUtils={shapeUtils}
        bindingUtils={NONE}
        tools={tools}
        components={components}
        cameraOptions={cameraOptions}
        options={options}
        getShapeVisibility={visibilityOf}
        initialState="select"
        autoFocus={false}
        className={styles.editor ?? ""}
        onMount={mounted}
        {...(licenseKey ? { licenseKey } : {})}
      />
      <CanvasChrome editor={editor} model={model} canEdit={canEdit} undo={undo} tableHref={props.tableHref} />
    </div>
  );
}

const NONE: never[] = [];

/** A view of something that is gone from the board is not drawn; what lies in a gone frame still is. */
function visibilityOf(shape: TLShape, editor: Editor): "visible" | "hidden" {
  const model = modelOf(editor);
  const props = shape.props as { taskId?: string; phaseId?: string; groupId?: string; flowId?: string };
  const drafts = model.$drafts.get();
  if (props.taskId !== undefined) return model.$tasks.get().has(props.taskId) ? "visible" : "hidden";
  if (props.phaseId !== undefined) return has(model.$phases.get(), drafts, props.phaseId);
  if (props.groupId !== undefined) return has(model.$groups.get(), drafts, props.groupId);
  const flow = model.$flows.get().get(props.flowId ?? "");
  const ends = model.$shapeOf.get();
  return flow && ends.has(flow.from) && ends.has(flow.to) ? "visible" : "hidden";
}

const has = (known: ReadonlyMap<string, unknown>, drafts: ReadonlyMap<string, unknown>, id: string) =>
  known.has(id) || drafts.has(id) ? "visible" : "hidden";

/** Own preferences: tldraw would share them between all tabs and people of this browser. */
function useUser(id: string, name: string, colorScheme: "light" | "dark") {
  const [made] = useState(() => {
    const $preferences = atom<TLUserPreferences>("preferences", { id, name, colorScheme, isSnapMode: true });
    return {
      $preferences,
      user: createTLUser({ userPreferences: $preferences, setUserPreferences: () => undefined }),
    };
  });
  useEffect(() => {
    made.$preferences.set({ id, name, colorScheme, isSnapMode: true });
  }, [made, id, name, colorScheme]);
  return made.user;
}

/** Nothing comes in by paste or drop but our own cards: 3.15 does not clean SVG, and we keep no files. */
function blockForeignContent(editor: Editor): void {
  for (const type of [
    "text",
    "files",
    "file-replace",
    "url",
    "svg-text",
    "embed",
    "tldraw",
    "excalidraw",
  ] as const) {
    editor.registerExternalContentHandler(type, null);
  }
  for (const type of ["file", "url"] as const) editor.registerExternalAssetHandler(type, null);
}

/** Longer than anybody holds a button. */
const WHOLE_GESTURE_MS = 24 * 60 * 60 * 1000;

/** The end of a gesture is written at once, and all of it is one step of undo, however long it paused. */
function keepEndings(editor: Editor, binding: StoreBinding, undo: UndoManager): () => void {
  const betweenSteps = undo.captureTimeout;
  const begin = () => {
    binding.flush();
    undo.stopCapturing();
    undo.captureTimeout = WHOLE_GESTURE_MS;
  };
  const end = () => {
    if (editor.isDisposed) return;
    binding.flush();
    undo.captureTimeout = betweenSteps;
    undo.stopCapturing();
    // Undo is the document's: tldraw's own history would take back other people's changes.
    if (editor.isIn("select.idle")) editor.clearHistory();
  };
  const heard = ({ name }: { name?: string }) => {
    if (name === "pointer_down") begin();
    // After the tool has handled it.
    else if (name === "pointer_up" || name === "cancel" || name === "interrupt") queueMicrotask(end);
  };
  editor.on("event", heard);
  const leaving = () => binding.flush(true);
  window.addEventListener("pagehide", leaving);
  return () => {
    undo.captureTimeout = betweenSteps;
    editor.off("event", heard);
    window.removeEventListener("pagehide", leaving);
  };
}
