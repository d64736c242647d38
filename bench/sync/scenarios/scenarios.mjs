import crash from "./crash.mjs";
import cursors from "./cursors.mjs";
import fanOut from "./fan-out.mjs";
import join from "./join.mjs";
import memory from "./memory.mjs";
import saturation from "./saturation.mjs";
import saved from "./saved.mjs";

/** In this order. */
export const SCENARIOS = { "fan-out": fanOut, saturation, cursors, join, memory, saved, crash };
