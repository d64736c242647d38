import { type SQL, sql } from "drizzle-orm";
import { ballots, members, users } from "../schema";

/**
 * People who could have voted in a round as the board stands now, `{ roleId: people }`, as a subquery: members
 * who may vote, each in the role of their ballot if they cast one, and whoever else cast one.
 */
export function eligibleByRole(boardId: string, roundId: string | SQL): SQL<Record<string, number>> {
  return sql<Record<string, number>>`
    select coalesce(jsonb_object_agg(role, people), '{}'::jsonb) from (
      select coalesce(b.role_id, m.role_id) as role, count(*)::int as people
      from ${users} u
      left join ${members} m on m.user_id = u.id and m.board_id = ${boardId}
      left join ${ballots} b on b.user_id = u.id and b.round_id = (${roundId})::uuid and b.submitted_at is not null
      where (m.access <> 'observer' or b.user_id is not null) and coalesce(b.role_id, m.role_id) is not null
      group by 1
    ) seats`;
}
