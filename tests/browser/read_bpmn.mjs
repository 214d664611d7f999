// Reads BPMN files with bpmn-moddle: one JSON line a file, with what it warned of.
import { readFile } from "node:fs/promises";
import { BpmnModdle } from "bpmn-moddle";

const moddle = new BpmnModdle();
for (const path of process.argv.slice(2)) {
  const { rootElement, warnings } = await moddle.fromXML(await readFile(path, "utf8"));
  const process_ = rootElement.rootElements.find((one) => one.$type === "bpmn:Process");
  console.log(
    JSON.stringify({
      path,
      warnings: warnings.map((one) => one.message),
      elements: process_.flowElements.length,
      shapes: rootElement.diagrams[0].plane.planeElement.length,
    }),
  );
}
