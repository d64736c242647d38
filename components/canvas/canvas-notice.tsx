"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useValue } from "tldraw";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import styles from "./canvas-notice.module.css";
import type { MapModel, Notice } from "./map-model";

/** Long enough to read two lines; what must be acted on stays. */
const READ_MS = 7000;

/** What the canvas has to say to the person. */
export function CanvasNotice({ model }: { model: MapModel }) {
  const t = useTranslations("canvas");
  const errors = useTranslations("errors");
  const notice = useValue(model.$notice);
  const stays = notice?.kind === "hint" && notice.key === "newerBoard";
  useEffect(() => {
    if (!notice || stays) return;
    const timer = setTimeout(() => model.$notice.set(null), READ_MS);
    return () => clearTimeout(timer);
  }, [model, notice, stays]);
  const say = ({ kind, ...rest }: Notice): string => {
    if (kind === "error") {
      const { code, values } = rest as Extract<Notice, { kind: "error" }>;
      return errors(code as "bad-input", values as never);
    }
    const { key, values } = rest as Extract<Notice, { kind: "hint" }>;
    return t(`notice.${key}`, values as never);
  };
  return (
    <div className={styles.place} role="status">
      {notice ? (
        <div className={styles.notice} data-kind={notice.kind}>
          <span>{say(notice)}</span>
          {stays ? (
            <Button size="s" kind="primary" onClick={() => window.location.reload()}>
              {t("reload")}
            </Button>
          ) : (
            <Button
              size="s"
              kind="ghost"
              icon
              aria-label={t("dismiss")}
              onClick={() => model.$notice.set(null)}
            >
              <Icon name="close" />
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}
