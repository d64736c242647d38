import { useEffect, useEffectEvent } from "react";
import type { TLShapeId } from "tldraw";
import { cardHeight, cardId, CARD_WIDTH } from "@/lib/board/canvas-shapes";
import { newId } from "@/lib/board/keys";
import { MAX_TITLE } from "@/lib/board/texts";
import type { RoleId } from "@/lib/ids";
import { type Hands, selectedCards } from "./board-actions";

const CARDS = "application/x-plateau-cards+json";

interface CopiedCard {
  title: string;
  roles: string[];
  inScope: boolean;
  x: number;
  y: number;
}

/** Copy and paste of cards: a pasted card is a new task. Other programs get the titles, one a line. */
export function useCardClipboard(hands: Hands, canEdit: boolean): void {
  const copied = useEffectEvent((event: ClipboardEvent) => {
    if (!isOurs(hands, event)) return;
    const cards = copyOf(hands);
    if (cards.length === 0) return;
    event.preventDefault();
    event.clipboardData?.setData(CARDS, JSON.stringify(cards));
    event.clipboardData?.setData("text/plain", cards.map(({ title }) => title).join("\n"));
  });
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    if (!canEdit || !isOurs(hands, event)) return;
    const cards = parseCards(event.clipboardData?.getData(CARDS) ?? "");
    if (cards.length === 0) return;
    event.preventDefault();
    paste(hands, cards);
  });
  useEffect(() => {
    document.addEventListener("copy", copied);
    document.addEventListener("paste", pasted);
    return () => {
      document.removeEventListener("copy", copied);
      document.removeEventListener("paste", pasted);
    };
  }, []);
}

function isOurs({ editor }: Hands, event: ClipboardEvent): boolean {
  if (event.defaultPrevented || editor.getEditingShapeId() !== null) return false;
  const active = document.activeElement;
  if (active !== null && active !== document.body && !editor.getContainer().contains(active)) return false;
  // Text marked on the page is what the person means.
  return (document.getSelection()?.toString() ?? "") === "";
}

function copyOf({ editor, model }: Hands): CopiedCard[] {
  const tasks = new Map(model.$board.get().tasks.map((task) => [task.id as string, task]));
  return selectedCards(editor).flatMap((card) => {
    const task = tasks.get(card.props.taskId);
    const at = editor.getShapePageBounds(card);
    return task && at
      ? [{ title: task.title, roles: task.roles, inScope: task.inScope, x: at.x, y: at.y }]
      : [];
  });
}

function parseCards(text: string): CopiedCard[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not ours: whatever it is, it does not come onto the map.
    return [];
  }
  if (!Array.isArray(value)) return [];
  return value.slice(0, 200).flatMap((each: Partial<CopiedCard> | null) => {
    const title = typeof each?.title === "string" ? each.title.trim().slice(0, MAX_TITLE) : "";
    if (!each || title === "" || !Number.isFinite(each.x) || !Number.isFinite(each.y)) return [];
    const roles = Array.isArray(each.roles) ? each.roles.filter((role) => typeof role === "string") : [];
    return [{ title, roles, inScope: each.inScope !== false, x: Number(each.x), y: Number(each.y) }];
  });
}

function paste(hands: Hands, cards: CopiedCard[]): void {
  const { editor, model, flush, undo } = hands;
  const known = new Set(model.$roles.get().map(({ id }) => id));
  flush();
  undo.stopCapturing();
  const made = cards.map((card) => {
    const id = newId();
    const roles = card.roles.filter((role) => known.has(role)) as RoleId[];
    model.addDraft(id, { title: card.title, roles, inScope: card.inScope });
    const shape = cardId(id) as TLShapeId;
    const props = { w: CARD_WIDTH, h: cardHeight(card.title), taskId: id };
    editor.createShape({ id: shape, type: "task-card", x: card.x + 24, y: card.y + 24, props });
    return shape;
  });
  editor.setSelectedShapes(made);
  flush();
  undo.stopCapturing();
}
