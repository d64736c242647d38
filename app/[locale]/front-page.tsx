import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { BoardPicture } from "@/components/home/board-picture";
import { Front } from "@/components/home/front";
import { standingsUnder } from "@/components/home/standing";
import { TwoWinners } from "@/components/home/two-winners";
import { SiteHeader } from "@/components/shell/site-header";
import { templateRoles } from "@/lib/board/template-roles";
import { builtInTemplate } from "@/lib/board/templates/catalogue";
import { getDb } from "@/lib/db/client";
import { hasAdministrator } from "@/lib/db/queries/setup";
import { signOut } from "./sign-out";
import { templateBoard } from "./template-board";

/** The front page of somebody who is not signed in. Every figure on it is computed from the template. */
export async function FrontPage() {
  const [locale, t, format] = [await getLocale(), await getTranslations("home"), await getFormatter()];
  const ready = await hasAdministrator(getDb());
  const board = templateBoard(locale);
  const [zero, skip] = [standingsUnder(board, "zero"), standingsUnder(board, "skip")];
  const lens = zero[0];
  if (!lens) throw new Error("the template has no ratings");
  const three = (value: number) =>
    format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const names = (standings: typeof zero) => standings.map((each) => each.option.title).join(", ");
  const roles = templateRoles(builtInTemplate("ml-lifecycle"), locale);
  const { covered, tasksInScope, efficiency } = lens.coverage;
  return (
    <Front
      header={<SiteHeader user={null} signOut={signOut} front signIn={ready} />}
      ready={ready}
      picture={
        <BoardPicture
          board={board}
          lens={lens}
          tones={Object.fromEntries(roles.map((role) => [role.id, role.tone]))}
          label={t("front.picture", { option: lens.option.title, tasks: board.tasks.length })}
          words={{
            rank: t("legend.rank", { rank: lens.rank, count: board.options.length }),
            value: t("legend.value"),
            total: three(lens.value),
            formula: `${covered}/${tasksInScope} × ${three(efficiency ?? 0)}`,
            fits: {
              efficient: t("legend.efficient"),
              mixed: t("legend.mixed"),
              inefficient: t("legend.inefficient"),
              uncovered: t("legend.uncovered"),
              out: t("legend.out"),
            },
          }}
        />
      }
      twoWinners={
        <TwoWinners
          zero={zero}
          skip={skip}
          format={three}
          words={{
            title: t("front.twoTitle"),
            zero: t("front.zero"),
            skip: t("front.skip"),
            label: t("front.twoLabel", { zero: names(zero), skip: names(skip) }),
          }}
        />
      }
    />
  );
}
