import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Door } from "@/components/auth/door";
import { NewBoardForm } from "@/components/home/new-board-form";
import styles from "@/components/home/new-board-form.module.css";
import { TEMPLATE_CHOICES } from "@/components/home/new-board-types";
import { Note } from "@/components/ui/note";
import { can } from "@/lib/access/can";
import { currentUser } from "@/lib/auth/user";
import { builtInTemplate } from "@/lib/board/templates/catalogue";
import { redirect } from "@/lib/i18n/navigation";
import { SitePage } from "../../site-page";
import { checkTemplate, createBoard } from "./actions";
import { offer } from "./offered-template";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("newBoard");
  return { title: t("heading") };
}

export default async function NewBoardPage({
  searchParams,
}: {
  searchParams: Promise<{ template?: string | string[] }>;
}) {
  const asked = (await searchParams).template;
  const [user, locale, t] = [await currentUser(), await getLocale(), await getTranslations("newBoard")];
  if (!user) return redirect({ href: { pathname: "/signin", query: { next: "/boards/new" } }, locale });
  if (!can(user, "board:create", { kind: "instance" })) {
    const errors = await getTranslations("errors");
    return (
      <SitePage user={user}>
        <Door
          title={t("heading")}
          notice={
            <Note kind="quiet" icon="lock">
              {errors("guests-take-part")}
            </Note>
          }
        />
      </SitePage>
    );
  }
  return (
    <SitePage user={user}>
      <main id="content" className={styles.page}>
        <h1>{t("heading")}</h1>
        <p className={styles.lead}>{t("lead")}</p>
        <NewBoardForm
          first={TEMPLATE_CHOICES.find((choice) => choice === asked) ?? "ml-lifecycle"}
          offered={{
            "ml-lifecycle": offer(builtInTemplate("ml-lifecycle"), true),
            empty: offer(builtInTemplate("empty"), false),
          }}
          create={createBoard}
          checkFile={checkTemplate}
        />
      </main>
    </SitePage>
  );
}
