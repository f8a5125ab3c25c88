// Compiles the API descriptions of http-specs to OpenAPI, all in one process, for
// the compiler takes longer to start than to compile one of them.
//
//	node compile.mjs OUT
//
// writes OUT/VERSION/AREA.yaml for each version of OpenAPI, and OUT/areas.json:
// the scenarios of each area, and what the emitter could not express.
import { compile, NodeHost } from "@typespec/compiler";
import { getOpenAPI3 } from "@typespec/openapi3";
import { listScenarios } from "@typespec/spector";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";

const versions = ["3.0.0", "3.1.0"];
const root = dirname(fileURLToPath(import.meta.url));
const specs = join(root, "node_modules", "@typespec", "http-specs", "specs");
const out = resolve(process.argv[2]);

// The emitter keeps examples in an object that has a prototype, and so crashes on
// a parameter that is called constructor. It is called something else while it is
// compiled.
const awkward = /\bconstructor\b/g;
const harmless = "theWordConstructor";
const host = {
  ...NodeHost,
  async readFile(path) {
    const file = await NodeHost.readFile(path);
    if (!path.includes("/special-words/")) {
      return file;
    }
    return { ...file, text: file.text.replaceAll(awkward, harmless) };
  },
};
const asItWas = (text) => text.replaceAll(harmless, "constructor");

/** newest is the document of a service, that of its last version. */
function newest(record) {
  return record.versioned ? record.versions.at(-1) : record;
}

/** emit writes what area is in one version of OpenAPI, and returns the emitter's complaints. */
async function emit(program, area, version) {
  const records = await getOpenAPI3(program, { "openapi-versions": [version] });
  if (records.length !== 1) {
    throw new Error(`${area} has ${records.length} services`);
  }
  const { document, diagnostics } = newest(records[0]);
  const file = join(out, version, area + ".yaml");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, asItWas(stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 })));
  return diagnostics;
}

const unique = (texts) => [...new Set(texts.map(asItWas))].sort();

const areas = [];
for (const file of (await readdir(specs, { recursive: true })).sort()) {
  if (!file.endsWith(sep + "main.tsp")) {
    continue;
  }
  const area = dirname(file);
  const program = await compile(host, join(specs, file), { noEmit: true });
  const diagnostics = [...program.diagnostics];
  for (const version of versions) {
    diagnostics.push(...(await emit(program, area, version)));
  }
  areas.push({
    name: area.split(sep).join("/"),
    scenarios: unique(listScenarios(program).map((s) => s.name)),
    notes: unique(diagnostics.map((d) => d.message)),
  });
}
await writeFile(join(out, "areas.json"), JSON.stringify(areas, null, 2) + "\n");
