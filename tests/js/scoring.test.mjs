// Scores in JavaScript, held to the same table as Python's, tests/cases/scoring/: `node --test tests/js`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const venv = join(root, ".venv", "bin", "python");
const python = process.env.PYTHON || (existsSync(venv) ? venv : "python3");
const cases = JSON.parse(
  execFileSync(python, [join(root, "tests", "scoring_cases.py")], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: join(root, "builder") },
    maxBuffer: 64 * 1024 * 1024,
  })
);

vm.runInThisContext(readFileSync(join(root, "templates", "assets", "learner", "score.js"), "utf8"));
const { score, scoreItem } = globalThis.caselore;

for (const { name, wire, alone, response, expected } of cases) {
  test(name, () => {
    const made = alone ? score(wire.parts[0], response) : scoreItem(wire, response);
    assert.equal(made.outcome, expected.outcome);
    assert.equal(made.maximum, expected.maximum);
    assert.ok(Math.abs(made.points - expected.points) < 1e-9, `${made.points} is not ${expected.points}`);
  });
}

test("no answer throws or earns more than there is", () => {
  const hostile = [
    ...[undefined, null, NaN, Infinity, -0, 10n, Symbol("a"), "\ud800", () => "a", /a/, new String("a")],
    ...[new Date(), new Map([["a", 1]]), Object.create(null), { a: () => 1 }, [undefined, NaN], [, "a"]],
  ];
  for (const { wire } of cases) {
    for (const response of hostile) {
      const everywhere = Object.fromEntries(wire.parts.map((part) => [part.id, response]));
      for (const made of [scoreItem(wire, response), scoreItem(wire, everywhere)]) {
        assert.ok(made.points >= 0 && made.points <= made.maximum, `${made.points} of ${made.maximum}`);
      }
    }
  }
});
