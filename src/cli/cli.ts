import { monitoringModule } from "../module";
import { run } from "./report";
import { writeFiles } from "./write-files";

run(() => {
  writeFiles("module", monitoringModule(), (path) => path.endsWith(".tf.json"));
});
