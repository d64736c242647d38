"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { RoleGlyph } from "../ui/role-mark";
import styles from "./door.module.css";

export interface ChoosableRole {
  id: string;
  name: string;
  definition: string;
  tone: number;
}

/** The board's roles with what each means; a native radio group named `role`. */
export function RoleChoice({ roles, error }: { roles: ChoosableRole[]; error: string | undefined }) {
  const t = useTranslations("auth");
  const id = useId();
  return (
    // Not a bare fieldset: only a radio group can be called invalid.
    <fieldset
      role="radiogroup"
      aria-required="true"
      aria-invalid={error ? true : undefined}
      aria-labelledby={`${id}-legend`}
      aria-describedby={error ? `${id}-error` : undefined}
      className={styles.choice}
    >
      <legend id={`${id}-legend`} className={styles.legend}>
        {t("role")}
      </legend>
      <div className={styles.roles}>
        {roles.map((role) => (
          <label key={role.id}>
            <input type="radio" name="role" value={role.id} />
            <RoleGlyph tone={role.tone} size={14} />
            <span>
              <b>{role.name}</b>
              {role.definition ? <small>{role.definition}</small> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
