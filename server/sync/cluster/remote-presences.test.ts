import * as encoding from "lib0/encoding";
import { expect, test } from "vitest";
import { RoomAwareness } from "../awareness";

let time = 1_000_000;
const open = () =>
  new RoomAwareness(
    () => [],
    () => time,
  );
const entry = (client: number, clock: number, userId: string | null) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    const user = { userId, name: "Ana", roleId: null };
    const state = userId === null ? null : { user, cursor: null, selected: [], lens: null };
    encoding.writeVarString(encoder, JSON.stringify(state));
  });

test("[SY142] speakerElsewhere names the user who lives with a client id on another instance, until they leave there", () => {
  const awareness = open();
  expect(awareness.speakerElsewhere(5)).toBeUndefined();
  awareness.hear("a", entry(5, time, "ana"));
  expect(awareness.speakerElsewhere(5)).toBe("ana");
  awareness.hear("a", entry(5, time - 1, "an older word"));
  expect(awareness.speakerElsewhere(5)).toBe("ana");
  awareness.hear("b", entry(5, time + 1, "ana"));
  // She has moved to b: what a says of her end is about her dead line.
  awareness.hear("a", entry(5, time + 2, null));
  expect(awareness.speakerElsewhere(5)).toBe("ana");
  awareness.hear("b", entry(5, time + 3, null));
  expect(awareness.speakerElsewhere(5)).toBeUndefined();
  awareness.stop();
});

test("[SY141] presence ends with the instance that spoke for it, and when nobody has renewed it for 35 s", () => {
  const awareness = open();
  awareness.hear("a", entry(5, time, "ana"));
  awareness.hear("b", entry(6, time, "ben"));
  awareness.dropRemote("a");
  expect([awareness.speakerElsewhere(5), awareness.speakerElsewhere(6)]).toEqual([undefined, "ben"]);
  time += 34_000;
  awareness.renew();
  expect(awareness.speakerElsewhere(6)).toBe("ben");
  time += 2_000;
  awareness.renew();
  expect(awareness.speakerElsewhere(6)).toBeUndefined();
  awareness.stop();
});
