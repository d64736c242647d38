"use client";

import { useTranslations } from "next-intl";
import { type Editor, useValue } from "tldraw";
import type { MapModel } from "./map-model";
import { isCard, isGroupFrame, isPhaseFrame } from "./shape-types";

/** tldraw's shapes say nothing to assistive technology: this says what is selected. */
export function SelectionVoice({ editor, model }: { editor: Editor; model: MapModel }) {
  const t = useTranslations("canvas");
  const selection = useValue("selection voice", () => editor.getSelectedShapes(), [editor]);
  const tasks = useValue(model.$tasks);
  const [only] = selection;
  let text = "";
  if (selection.length > 1) text = t("manySelected", { count: selection.length });
  else if (isCard(only)) {
    const view = tasks.get(only.props.taskId);
    const roles = view?.roles.map((role) => role.name).join(", ") || "none";
    if (view) text = t("card", { title: view.title, fit: view.fit ?? "none", roles });
  } else if (isPhaseFrame(only))
    text = t("phaseFrame", { title: model.titleOf("phase", only.props.phaseId) ?? "" });
  else if (isGroupFrame(only))
    text = t("groupFrame", { title: model.titleOf("group", only.props.groupId) ?? "" });
  return (
    <p className="sr" role="status">
      {text}
    </p>
  );
}
