"use client";

import { useTranslations } from "next-intl";
import { quorumOf } from "@/lib/record/build-frame";
import { RoleGlyph } from "../ui/role-mark";
import type { FrameActions, FrameView, RunEdit } from "./frame-props";
import styles from "./quorum-section.module.css";
import { Section } from "./section";
import { Stepper } from "./stepper";

/** Ballots that a role needs for its marks to count. */
export function QuorumSection({
  view,
  editable,
  actions,
  run,
}: {
  view: FrameView;
  editable: boolean;
  actions: FrameActions;
  run: RunEdit;
}) {
  const t = useTranslations("frame");
  return (
    <Section id="quorum" title={t("quorum.title")}>
      <ul>
        {view.roles.map((role) => (
          <li key={role.id} className={styles.row}>
            <span className={styles.name}>
              <RoleGlyph tone={role.tone} size={14} />
              {role.name}
            </span>
            {editable ? (
              <Stepper
                label={t("quorum.ofRole", { role: role.name })}
                fewer={t("quorum.fewer", { role: role.name })}
                more={t("quorum.more", { role: role.name })}
                value={quorumOf(view.draft, role.id)}
                min={1}
                onChange={(ballots) =>
                  run(
                    () => actions.setQuorum(role.id, ballots),
                    (now) => ({ ...now, quorum: { ...now.quorum, [role.id]: ballots } }),
                  )
                }
              />
            ) : (
              <b className="num">{quorumOf(view.draft, role.id)}</b>
            )}
            <span className={styles.of}>{t("quorum.of", { count: role.members })}</span>
          </li>
        ))}
      </ul>
      <p className={styles.help}>{t("quorum.help")}</p>
    </Section>
  );
}
