/* What a reader drops or chooses → files with their paths. Of a folder only the wanted files, its sub-folders too. */
(() => {
  "use strict";
  const MOST = 2000;

  const entriesOf = (folder) =>
    new Promise((done) => {
      const reader = folder.createReader();
      const all = [];
      const more = () =>
        reader.readEntries(
          (some) => {
            all.push(...some);
            if (some.length) more();
            else done(all);
          },
          () => done(all),
        );
      more();
    });

  const fileOf = (entry) => new Promise((done) => entry.file(done, () => done(null)));

  async function within(folder, path, wanted, found) {
    const entries = (await entriesOf(folder)).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries.filter((each) => each.isFile && wanted(each.name))) {
      const file = found.length < MOST && (await fileOf(entry));
      if (file) found.push({ path: path + entry.name, file });
    }
    for (const entry of entries.filter((each) => each.isDirectory)) await within(entry, `${path}${entry.name}/`, wanted, found);
  }

  /** The files that were dropped; of a folder those whose name is `wanted`. */
  async function dropped(transfer, wanted) {
    // The list is gone after the first pause: everything is taken out of it at once.
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
    const files = [...transfer.files];
    if (!entries.some((entry) => entry?.isDirectory)) return files.map((file) => ({ path: file.name, file }));
    const found = [];
    for (const entry of entries.filter(Boolean)) {
      if (entry.isDirectory) await within(entry, `${entry.name}/`, wanted, found);
      else {
        const file = await fileOf(entry);
        if (file) found.push({ path: entry.name, file });
      }
    }
    return found;
  }

  /** The files of an input: chosen one by one, or those of a folder whose name is `wanted`. */
  function chosen(input, wanted) {
    const files = [...input.files];
    const kept = input.webkitdirectory ? files.filter(({ name }) => wanted(name)) : files;
    return kept.slice(0, MOST).map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  }

  /** At most `most` bytes of a chosen file; null when the machine cannot read it. */
  async function bytesOf(file, most) {
    try {
      return new Uint8Array(await file.slice(0, most).arrayBuffer());
    } catch {
      return null;
    }
  }

  /**
   * Let files be dropped anywhere on the page; what is dropped first is taken first, however long a folder takes to look through.
   * @param {HTMLElement} root shows by `mark` that they may be dropped
   * @param {string} mark a class
   * @param {(name: string) => boolean} wanted of the files of a folder
   * @param {(files: {path: string, file: File}[]) => void} take
   */
  function listen(root, mark, wanted, take) {
    let earlier = Promise.resolve();
    const hasFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    document.addEventListener("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      root.classList.add(mark);
    });
    document.addEventListener("dragleave", (event) => !event.relatedTarget && root.classList.remove(mark));
    document.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      root.classList.remove(mark);
      const found = dropped(event.dataTransfer, wanted); // begun at once: after this event nothing can be taken out of it
      const taken = async () => {
        take(await found);
      };
      earlier = earlier.then(taken, taken);
    });
  }

  SoTay.droppedFiles = { chosen, bytesOf, listen };
})();
