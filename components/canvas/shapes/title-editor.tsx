import { useEffect, useRef, useState } from "react";
import { type TLShapeId, useEditor } from "tldraw";
import { isAppError } from "@/lib/errors";
import { modelOf } from "../map-model";

interface Props {
  shapeId: TLShapeId;
  title: string;
  label: string;
  className: string | undefined;
  /** Writes the title; throws an `AppError` when it cannot be one. */
  commit: (title: string) => void;
}

/** A title edited where it stands. Enter or a click elsewhere keeps it, Escape gives it up. */
export function TitleEditor({ shapeId, title, label, className, commit }: Props) {
  const editor = useEditor();
  const model = modelOf(editor);
  const field = useRef<HTMLTextAreaElement>(null);
  const [start] = useState(() => model.refusedTitles.get(shapeId) ?? title);
  const latest = useRef({ commit, title });
  latest.current = { commit, title };

  useEffect(() => {
    const node = field.current;
    if (!node) return;
    let given = false;
    model.refusedTitles.delete(shapeId);
    // After tldraw's own focusing of the canvas.
    const frame = requestAnimationFrame(() => {
      node.focus();
      node.select();
    });
    const end = () => {
      editor.setEditingShape(null);
      editor.setCurrentTool("select.idle");
      // Once the field is gone, or its going would take the focus along to the page.
      requestAnimationFrame(() => {
        if (!editor.isDisposed) editor.getContainer().focus({ preventScroll: true });
      });
    };
    const keep = () => {
      const text = node.value.replace(/\s+/g, " ").trim();
      if (given || text === "" || text === latest.current.title) return;
      try {
        latest.current.commit(text);
      } catch (error) {
        if (!isAppError(error)) throw error;
        // Nothing typed is lost: the field opens again with it.
        model.refusedTitles.set(shapeId, text);
        model.tell({ kind: "error", code: error.code, ...(error.values ? { values: error.values } : {}) });
        setTimeout(() => {
          editor.select(shapeId);
          editor.setEditingShape(shapeId);
          editor.setCurrentTool("select.editing_shape", { target: "shape" });
        });
      }
    };
    // tldraw listens on its container, below React's root: only a native listener comes first.
    const onKey = (event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === "Escape") {
        given = true;
        end();
      } else if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        end();
      }
    };
    const stop = (event: Event) => event.stopPropagation();
    const until = new AbortController();
    const { signal } = until;
    node.addEventListener("keydown", onKey, { signal });
    for (const name of ["pointerdown", "pointermove", "wheel", "paste", "copy"]) {
      node.addEventListener(name, stop, { signal });
    }
    return () => {
      until.abort();
      cancelAnimationFrame(frame);
      // In development React runs every effect twice: then the field is still there, and not done.
      if (!node.isConnected) keep();
    };
  }, [editor, model, shapeId]);

  return (
    <textarea
      ref={field}
      className={className}
      aria-label={label}
      defaultValue={start}
      rows={3}
      spellCheck={false}
    />
  );
}
