import { expect, test } from "vitest";
import { type Camera, type Rect, fitCamera } from "./fit-camera";

const room = { x: 0, y: 0, w: 1000, h: 600 };
const bounds = { x: 0, y: 0, w: 2000, h: 1200 };
const legend = { x: 0, y: 400, w: 200, h: 200 };
const card = (x: number, y: number): Rect => ({ x, y, w: 100, h: 60 });
const onScreen = (at: Rect, { x, y, z }: Camera) => ({
  left: (at.x + x) * z,
  right: (at.x + at.w + x) * z,
  top: (at.y + y) * z,
  bottom: (at.y + at.h + y) * z,
});

test("uses the whole room while no card lies under the legend", () => {
  const camera = fitCamera({ bounds, cards: [card(0, 0), card(1900, 1140)], room, cover: legend });
  expect(camera).toEqual(fitCamera({ bounds, cards: [], room, cover: null }));
  expect(camera).toEqual({ x: 0, y: 0, z: 0.5 });
});

test("moves aside at the same size where the room allows", () => {
  const tall = { ...bounds, w: 1500 };
  const corner = card(10, 1140);
  const camera = fitCamera({ bounds: tall, cards: [corner], room, cover: legend });
  expect(camera.z).toBe(0.5);
  expect(onScreen(corner, camera).left).toBeGreaterThanOrEqual(212);
});

test("shrinks no more than it takes to get the card out from under the legend", () => {
  const edge = card(390, 1140);
  const camera = fitCamera({ bounds, cards: [edge, card(1900, 0)], room, cover: legend });
  expect(camera.z).toBeLessThan(0.5);
  expect(camera.z).toBeGreaterThan(0.48);
  expect(onScreen(edge, camera).left).toBeGreaterThanOrEqual(212);
  expect(onScreen(bounds, camera).right).toBeLessThanOrEqual(1000.5);
});

test("moves below a legend that floats at the top", () => {
  const first = card(0, 0);
  const cover = { x: 12, y: 12, w: 400, h: 100 };
  const camera = fitCamera({ bounds: { ...bounds, h: 800 }, cards: [first], room, cover });
  expect(camera.z).toBe(0.5);
  expect(onScreen(first, camera).top).toBeGreaterThanOrEqual(124);
});

test("shows everything where nothing keeps clear of the legend", () => {
  const cover = { x: -10, y: -10, w: 2000, h: 2000 };
  expect(fitCamera({ bounds, cards: [card(0, 0)], room, cover }).z).toBe(0.5);
});
