// What a learner's browser is given: small, classic scripts that ask nobody for anything and read no HTML.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

const folder = new URL("../../templates/assets/learner/", import.meta.url);
const files = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]);
const scripts = files.filter(([name]) => name.endsWith(".js"));
const squeezed = (text) => text.replace(/\/\*[^]*?\*\//g, "").replace(/^\s+/gm, "");

test("all of it together stays within 25 kB, packed", () => {
  const packed = (ending) =>
    gzipSync(files.filter(([name]) => name.endsWith(ending)).map(([, text]) => squeezed(text)).join("")).length;
  assert.ok(packed(".js") + packed(".css") <= 25 * 1024, `${packed(".js")} + ${packed(".css")} bytes`);
});

for (const [name, text] of scripts) {
  test(`${name} is a classic script that keeps out of trouble`, () => {
    new vm.Script(text, { filename: name });
    const code = squeezed(text);
    for (const word of [
      /\.(?:inner|outer)HTML\s*\+?=(?!=)/, /insertAdjacentHTML/, /document\.write/, /\beval\(/, /new Function/,
      /\bfetch\(/, /XMLHttpRequest/, /sendBeacon/, /https?:\/\//, /DOMContentLoaded/, /document\.cookie/,
    ]) {
      assert.doesNotMatch(code, word);
    }
  });
}

test("no style sheet loads anything from elsewhere", () => {
  for (const [name, text] of files.filter(([each]) => each.endsWith(".css"))) {
    assert.doesNotMatch(text.replace(/http:\/\/www\.w3\.org\/2000\/svg/g, ""), /https?:|@import|url\((?!"data:)/, name);
  }
});
