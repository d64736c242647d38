/** Updates as a board's canvas makes them: one JSON record per shape, overwritten at every move. */
import * as Y from "yjs";
import { updateMark } from "./marks.mjs";

/** A root that our gate knows; the peers take any. */
const ROOT = "canvas";
const COLOURS = ["blue", "red", "green", "black"];

const shape = (id, x, y, mark) => ({
  id,
  typeName: "shape",
  type: "geo",
  x,
  y,
  rotation: 0,
  index: "a1",
  parentId: "page:page",
  isLocked: false,
  opacity: 1,
  props: { w: 120, h: 80, color: COLOURS[x % COLOURS.length], fill: "solid" },
  mark,
});

function record(clientId, work) {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const updates = [];
  doc.on("update", (update) => updates.push(update));
  work(doc.getMap(ROOT));
  doc.destroy();
  return updates;
}

/** One person drags one shape: `count` updates of some 250 bytes. `run` keeps the ids of runs apart. */
export const drag = (client, count, run = 0) =>
  record(100_000 + client + run * 1_000, (map) => {
    const id = `shape:${run}-${client}`;
    for (let i = 0; i < count; i++) map.set(id, shape(id, 100 + (i % 900), 200, updateMark(client, i)));
  });

/** One person draws shape after shape: nothing is overwritten, so that what is lost can be counted. */
export const add = (client, count) =>
  record(200_000 + client, (map) => {
    for (let i = 0; i < count; i++) {
      map.set(`shape:${client}-${i}`, shape(`shape:${client}-${i}`, i, client, updateMark(client, i)));
    }
  });

/** One person draws `shapes` and moves each `moves` times, one after the other. */
export const drawAndMove = (client, shapes, moves) =>
  record(300_000 + client, (map) => {
    let number = 0;
    for (let i = 0; i < shapes; i++) {
      const id = `shape:${client}-${i}`;
      for (let move = 0; move <= moves; move++) {
        map.set(id, shape(id, i * 10 + move, client * 100, updateMark(client, number++)));
      }
    }
  });

export const shapesOf = (doc) => doc.getMap(ROOT).size;

export function marksOf(doc) {
  const marks = new Set();
  for (const value of doc.getMap(ROOT).values()) marks.add(value.mark);
  return marks;
}
