"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "@/lib/i18n/navigation";
import { useState, useTransition } from "react";
import type { Refusal } from "@/lib/errors";
import { Button } from "../ui/button";
import { RoleGlyph } from "../ui/role-mark";
import { WhenReady } from "../ui/when-ready";
import type { ActionAnswer, VoterRole } from "./ballot-props";
import styles from "./role-chooser.module.css";

interface Props {
  roles: (VoterRole & { definition: string })[];
  onChoose: (roleId: string) => Promise<ActionAnswer>;
}

/** A member without a role says whom they speak for: roles count equally, so nobody votes without one. */
export function RoleChooser({ roles, onChoose }: Props) {
  const t = useTranslations();
  const router = useRouter();
  const [roleId, setRoleId] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refusal["error"] | null>(null);
  const [busy, start] = useTransition();
  return (
    <main className={styles.page}>
      <WhenReady>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            start(async () => {
              if (roleId === null) return setRefused({ code: "role-missing" });
              const answer = await onChoose(roleId);
              if (answer.ok) router.refresh();
              else setRefused(answer.error);
            });
          }}
        >
          <fieldset>
            <legend>
              <h2>{t("vote.whichRole")}</h2>
            </legend>
            <p className={styles.lede}>{t("vote.whyRole")}</p>
            {roles.map((role) => (
              <label key={role.id} className={styles.role} data-on={role.id === roleId ? "" : undefined}>
                <input
                  type="radio"
                  name="role"
                  value={role.id}
                  checked={role.id === roleId}
                  onChange={() => setRoleId(role.id)}
                />
                <RoleGlyph tone={role.tone} size={18} />
                <span>
                  <b>{role.name}</b>
                  {role.definition ? <small>{role.definition}</small> : null}
                </span>
              </label>
            ))}
          </fieldset>
          {refused ? (
            <p role="alert" className={styles.error}>
              {t(`errors.${refused.code}`, refused.values)}
            </p>
          ) : null}
          <Button kind="primary" size="l" type="submit" disabled={busy}>
            {t("vote.takeRole")}
          </Button>
        </form>
      </WhenReady>
    </main>
  );
}
