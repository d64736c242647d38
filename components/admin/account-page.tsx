"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Refusal } from "@/lib/errors";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { usePathname, useRouter } from "@/lib/i18n/navigation";
import { Button } from "../ui/button";
import { SelectField, TextField } from "../ui/field";
import { Icon } from "../ui/icon";
import { LocalMoment } from "../ui/local-moment";
import { Note } from "../ui/note";
import { useFailureText, useSubmit } from "../ui/use-submit";
import styles from "./admin.module.css";

export interface SessionItem {
  id: string;
  /** ISO instant. */
  started: string;
  here: boolean;
}

interface Props {
  profile: { name: string; email: string | null; locale: Locale };
  sessions: SessionItem[];
  save: (form: FormData) => Promise<{ ok: true; locale: Locale } | Refusal>;
  /** `here` too, or only everywhere else. */
  endSessions: (here: boolean) => Promise<{ ok: true } | Refusal>;
}

const NAME = ["name-missing", "name-too-long"] as const;

/** One's own name and language, and the places where one is signed in. */
export function AccountPage({ profile, sessions, save, endSessions }: Props) {
  const t = useTranslations("account");
  return (
    <main id="content" className={styles.page}>
      <h1>{t("title")}</h1>
      <section className={styles.section} aria-labelledby="profile">
        <h2 id="profile">{t("profile")}</h2>
        <ProfileForm profile={profile} save={save} />
      </section>
      <section className={styles.section} aria-labelledby="sessions">
        <div className={styles.head}>
          <h2 id="sessions">{t("sessions")}</h2>
          <span className="num">{sessions.length}</span>
        </div>
        <ul className={styles.rows}>
          {sessions.map((session) => (
            <li key={session.id}>
              <div>
                <b>{t.rich("since", { time: () => <LocalMoment at={session.started} /> })}</b>
                {session.here ? <span className={styles.tag}>{t("here")}</span> : null}
              </div>
            </li>
          ))}
        </ul>
        <SignOutElsewhere endSessions={endSessions} others={sessions.some((session) => !session.here)} />
      </section>
    </main>
  );
}

function ProfileForm({ profile, save }: Pick<Props, "profile" | "save">) {
  const t = useTranslations("account");
  const common = useTranslations("common");
  const text = useFailureText();
  const [router, pathname, shownIn] = [useRouter(), usePathname(), useLocale()];
  const [saved, setSaved] = useState(false);
  const { onSubmit, failure, disabled } = useSubmit(save, ({ locale }) => {
    setSaved(true);
    if (locale !== shownIn) router.replace(pathname, { locale });
  });
  return (
    <form
      className={styles.form}
      method="post"
      noValidate
      onSubmit={onSubmit}
      onChange={() => setSaved(false)}
    >
      <TextField
        label={t("name")}
        name="name"
        autoComplete="name"
        defaultValue={profile.name}
        error={text(failure, NAME)}
      />
      {profile.email === null ? (
        <p className={styles.text}>{t("guest")}</p>
      ) : (
        <TextField label={t("email")} value={profile.email} readOnly />
      )}
      <SelectField label={t("language")} name="locale" defaultValue={profile.locale}>
        {LOCALES.map((locale) => (
          <option key={locale} value={locale}>
            {t(`languages.${locale}`)}
          </option>
        ))}
      </SelectField>
      {failure && !text(failure, NAME) ? (
        <Note kind="danger" alert>
          {text(failure)}
        </Note>
      ) : null}
      <div className={styles.row}>
        <Button type="submit" kind="primary" disabled={disabled}>
          {common("save")}
        </Button>
        <span className={styles.saved} role="status">
          {saved ? (
            <>
              <Icon name="check" size={14} />
              {common("saved")}
            </>
          ) : null}
        </span>
      </div>
    </form>
  );
}

function SignOutElsewhere({ endSessions, others }: Pick<Props, "endSessions"> & { others: boolean }) {
  const t = useTranslations("account");
  const text = useFailureText();
  const elsewhere = useSubmit(
    () => endSessions(false),
    () => {},
  );
  const everywhere = useSubmit(
    () => endSessions(true),
    () => window.location.assign("/"),
    { leaves: true },
  );
  const failure = elsewhere.failure ?? everywhere.failure;
  return (
    <>
      {failure ? (
        <Note kind="danger" alert>
          {text(failure)}
        </Note>
      ) : null}
      <div className={styles.row}>
        {others ? (
          <form method="post" onSubmit={elsewhere.onSubmit}>
            <Button type="submit" disabled={elsewhere.disabled}>
              {t("signOutElsewhere")}
            </Button>
          </form>
        ) : null}
        <form method="post" onSubmit={everywhere.onSubmit}>
          <Button type="submit" disabled={everywhere.disabled}>
            {t("signOutEverywhere")}
          </Button>
        </form>
      </div>
    </>
  );
}
