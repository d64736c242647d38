"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Refusal } from "@/lib/errors";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { Link, useRouter } from "@/lib/i18n/navigation";
import { Button, buttonClass } from "../ui/button";
import { SelectField, TextField } from "../ui/field";
import { Note } from "../ui/note";
import { type Failure, useFailureText, useSubmit } from "../ui/use-submit";
import { WhenReady } from "../ui/when-ready";
import { Choice, Section } from "./new-board-parts";
import styles from "./new-board-form.module.css";
import { MAX_FILE_BYTES, type TemplateChoice, type TemplateInBothLanguages } from "./new-board-types";
import { TemplateFileField } from "./template-file-field";
import { TemplateTiles } from "./template-tiles";

interface Props {
  first: TemplateChoice;
  offered: Record<"ml-lifecycle" | "empty", TemplateInBothLanguages>;
  create: (form: FormData) => Promise<{ ok: true; boardId: string } | Refusal>;
  checkFile: (text: string) => Promise<{ ok: true; template: TemplateInBothLanguages } | Refusal>;
}

/** What the person wrote themselves; absent = what the template says, in the content's language. */
type Typed = Partial<Record<"title" | "question" | "one" | "many", string>>;

const TITLE = ["name-missing", "name-too-long"] as const;

export function NewBoardForm({ first, offered, create, checkFile }: Props) {
  const t = useTranslations("newBoard");
  const text = useFailureText();
  const router = useRouter();
  const [choice, setChoice] = useState<TemplateChoice>(first);
  const [locale, setLocale] = useState<Locale>(useLocale());
  const [withRatings, setWithRatings] = useState(true);
  const [typed, setTyped] = useState<Typed>({});
  const [file, setFile] = useState<{ text: string; template: TemplateInBothLanguages } | null>(null);
  const [fileFailure, setFileFailure] = useState<Failure | null>(null);
  const { onSubmit, failure, disabled } = useSubmit(
    create,
    ({ boardId }) => router.push(`/boards/${boardId}`),
    {
      leaves: true,
    },
  );

  const template = choice === "file" ? file?.template : offered[choice];
  const shown = template?.[locale];
  const values = {
    title: typed.title ?? shown?.title ?? "",
    question: typed.question ?? shown?.question ?? "",
    one: typed.one ?? shown?.optionNoun.one ?? "",
    many: typed.many ?? shown?.optionNoun.many ?? "",
  };
  const field = (name: keyof Typed) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  });

  async function choose(chosen: File | undefined) {
    setFile(null);
    setFileFailure(null);
    if (!chosen) return;
    if (chosen.size > MAX_FILE_BYTES) {
      setFileFailure({ code: "template-file-too-large", values: { max: MAX_FILE_BYTES / 1000 } });
      return;
    }
    const content = await chosen.text();
    const checked = await checkFile(content).catch(
      (): Refusal => ({ ok: false, error: { code: "unavailable" } }),
    );
    if (checked.ok) setFile({ text: content, template: checked.template });
    else setFileFailure(checked.error);
  }

  return (
    <WhenReady>
      <form className={styles.form} method="post" noValidate onSubmit={onSubmit}>
        <Section title={t("template")}>
          <TemplateTiles choice={choice} onChoose={setChoice} ml={offered["ml-lifecycle"][locale]} />
          {choice === "file" ? (
            <TemplateFileField
              onChoose={(chosen) => void choose(chosen)}
              error={text(fileFailure)}
              found={file?.template[locale] ?? null}
            />
          ) : null}
          {choice === "file" && file ? <input type="hidden" name="file" value={file.text} /> : null}
          <fieldset>
            <legend className={styles.legend}>{t("contentLanguage")}</legend>
            <div className={styles.inline}>
              {LOCALES.map((each) => (
                <Choice
                  key={each}
                  name="locale"
                  value={each}
                  checked={locale === each}
                  onChoose={() => setLocale(each)}
                  title={t(`language.${each}`)}
                />
              ))}
            </div>
          </fieldset>
        </Section>
        <Section title={t("decision")}>
          <TextField label={t("title")} required {...field("title")} error={text(failure, TITLE)} />
          <TextField label={t("question")} hint={t("questionHint")} {...field("question")} />
          <div className={styles.pair}>
            <TextField label={t("one")} hint={t("oneHint")} {...field("one")} />
            <TextField label={t("many")} hint={t("manyHint")} {...field("many")} />
          </div>
        </Section>
        {shown?.hasRatings ? (
          <Section title={t("ratings")}>
            <div className={styles.choices}>
              <Choice
                name="ratings"
                value="with"
                checked={withRatings}
                onChoose={() => setWithRatings(true)}
                title={t("withRatings")}
                text={t("withRatingsText")}
              />
              <Choice
                name="ratings"
                value="without"
                checked={!withRatings}
                onChoose={() => setWithRatings(false)}
                title={t("withoutRatings")}
                text={t("withoutRatingsText")}
              />
            </div>
          </Section>
        ) : null}
        <Section title={t("me")}>
          <SelectField
            label={t("myRole")}
            name="role"
            hint={t("myRoleHint")}
            key={`${choice} ${locale} ${file ? "file" : ""}`}
            error={text(failure, ["role-missing"])}
          >
            <option value="">{t("noRole")}</option>
            {shown?.roles.map((role) => (
              <option key={role.id} value={role.id}>
                {role.name}
              </option>
            ))}
          </SelectField>
        </Section>
        <div className={styles.end}>
          {failure ? (
            <Note kind="danger" alert>
              {text(failure)}
            </Note>
          ) : null}
          <div className={styles.buttons}>
            <Link className={buttonClass("ghost", "l")} href="/">
              {t("cancel")}
            </Link>
            <Button type="submit" kind="primary" size="l" disabled={disabled || (choice === "file" && !file)}>
              {t("create")}
            </Button>
          </div>
        </div>
      </form>
    </WhenReady>
  );
}
