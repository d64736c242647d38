import common from "@/messages/en/common.json";
import home from "@/messages/en/home.json";
import auth from "@/messages/en/auth.json";
import newBoard from "@/messages/en/newBoard.json";
import board from "@/messages/en/board.json";
import map from "@/messages/en/map.json";
import canvas from "@/messages/en/canvas.json";
import table from "@/messages/en/table.json";
import people from "@/messages/en/people.json";
import frame from "@/messages/en/frame.json";
import vote from "@/messages/en/vote.json";
import room from "@/messages/en/room.json";
import results from "@/messages/en/results.json";
import record from "@/messages/en/record.json";
import history from "@/messages/en/history.json";
import rules from "@/messages/en/rules.json";
import errors from "@/messages/en/errors.json";
import admin from "@/messages/en/admin.json";
import account from "@/messages/en/account.json";
import commonFr from "@/messages/fr/common.json";
import homeFr from "@/messages/fr/home.json";
import authFr from "@/messages/fr/auth.json";
import newBoardFr from "@/messages/fr/newBoard.json";
import boardFr from "@/messages/fr/board.json";
import mapFr from "@/messages/fr/map.json";
import canvasFr from "@/messages/fr/canvas.json";
import tableFr from "@/messages/fr/table.json";
import peopleFr from "@/messages/fr/people.json";
import frameFr from "@/messages/fr/frame.json";
import voteFr from "@/messages/fr/vote.json";
import roomFr from "@/messages/fr/room.json";
import resultsFr from "@/messages/fr/results.json";
import recordFr from "@/messages/fr/record.json";
import historyFr from "@/messages/fr/history.json";
import rulesFr from "@/messages/fr/rules.json";
import errorsFr from "@/messages/fr/errors.json";
import adminFr from "@/messages/fr/admin.json";
import accountFr from "@/messages/fr/account.json";
import type { Locale } from "./locales";

/** One file per place in the product; the top-level key is the file's name. */
const en = {
  common,
  home,
  auth,
  newBoard,
  board,
  map,
  canvas,
  table,
  people,
  frame,
  vote,
  room,
  results,
  record,
  history,
  rules,
  errors,
  admin,
  account,
};

export type Messages = typeof en;

const fr: Messages = {
  common: commonFr,
  home: homeFr,
  auth: authFr,
  newBoard: newBoardFr,
  board: boardFr,
  map: mapFr,
  canvas: canvasFr,
  table: tableFr,
  people: peopleFr,
  frame: frameFr,
  vote: voteFr,
  room: roomFr,
  results: resultsFr,
  record: recordFr,
  history: historyFr,
  rules: rulesFr,
  errors: errorsFr,
  admin: adminFr,
  account: accountFr,
};

export const MESSAGES: Record<Locale, Messages> = { en, fr };
