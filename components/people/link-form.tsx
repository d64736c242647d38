"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ACCESS_LEVELS } from "@/lib/access/can";
import { Button } from "../ui/button";
import { SelectField } from "../ui/field";
import { Note } from "../ui/note";
import { useFailureText, useSubmit } from "../ui/use-submit";
import styles from "./people.module.css";
import type { LinkActions, PeopleRole } from "./people-types";

const DAYS = [1, 7, 30, 90] as const;
const USES = [1, 5, 10, 25, 100] as const;

interface Props {
  create: LinkActions["create"];
  /** Null for links that only make an account. */
  roles: PeopleRole[] | null;
}

/** A new invitation link: for whom, to do what, until when, how often. */
export function LinkForm({ create, roles }: Props) {
  const t = useTranslations("people");
  const text = useFailureText();
  const { onSubmit, failure, disabled } = useSubmit(create, () => {});
  return (
    <>
      {failure ? (
        <div className={styles.failure}>
          <Note kind="danger" alert>
            {text(failure)}
          </Note>
        </div>
      ) : null}
      <form
        className={styles.create}
        data-account={roles === null || undefined}
        method="post"
        onSubmit={onSubmit}
        aria-label={t("newLink")}
      >
        {roles ? (
          <>
            <Select name="role" label={t("role")}>
              <option value="">{t("theirChoice")}</option>
              {roles.map((role) => (
                <option key={role.id} value={role.id}>
                  {role.name}
                </option>
              ))}
            </Select>
            <Select name="access" label={t("accessLabel")} defaultValue="voter">
              {ACCESS_LEVELS.map((level) => (
                <option key={level} value={level}>
                  {t(`access.${level}`)}
                </option>
              ))}
            </Select>
          </>
        ) : null}
        <Select name="days" label={t("validFor")} defaultValue="7">
          {DAYS.map((days) => (
            <option key={days} value={days}>
              {t("days", { days })}
            </option>
          ))}
        </Select>
        <Select name="uses" label={t("maxUses")} defaultValue={roles ? "" : "1"}>
          <option value="">{t("anyNumber")}</option>
          {USES.map((uses) => (
            <option key={uses} value={uses}>
              {t("people", { count: uses })}
            </option>
          ))}
        </Select>
        <Button type="submit" kind="primary" disabled={disabled}>
          {t("createLink")}
        </Button>
      </form>
    </>
  );
}

function Select({
  name,
  label,
  defaultValue = "",
  children,
}: {
  name: string;
  label: string;
  defaultValue?: string;
  children: ReactNode;
}) {
  return (
    <SelectField name={name} label={label} defaultValue={defaultValue}>
      {children}
    </SelectField>
  );
}
