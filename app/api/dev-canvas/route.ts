import { builtInTemplate } from "@/lib/board/templates/catalogue";
import { currentUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { createBoard } from "@/lib/db/queries/new-board";
export async function GET(request: Request) {
  const u = new URL(request.url);
  const user = await currentUser();
  if (!user) return new Response("no", { status: 401 });
  const id = await createBoard(getDb(), user, {
    template: builtInTemplate((u.searchParams.get("t") ?? "ml-lifecycle") as "empty"),
    question: "",
    optionNoun: { one: "platform", many: "platforms" },
    roleId: u.searchParams.get("t") ? null : "data-scientist",
    title: "Which platform for our ML lifecycle?",
    locale: (u.searchParams.get("l") ?? "en") as "en",
    withRatings: true,
  } as never);
  return Response.json({ id });
}
