/* What a reader drops or chooses → files with their paths. Of a folder the Word files only, its sub-folders too. */
(() => {
  "use strict";
  const WORD = /\.(?:docx|doc|docm)$/i;
  const MOST = 2000;
  const isWord = (name) => WORD.test(name) && !name.startsWith("~$");

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

  async function within(folder, path, found) {
    const entries = (await entriesOf(folder)).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries.filter((each) => each.isFile && isWord(each.name))) {
      const file = found.length < MOST && (await fileOf(entry));
      if (file) found.push({ path: path + entry.name, file });
    }
    for (const entry of entries.filter((each) => each.isDirectory)) await within(entry, `${path}${entry.name}/`, found);
  }

  /** The files that were dropped. */
  async function dropped(transfer) {
    // The list is gone after the first pause: everything is taken out of it at once.
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
    const files = [...transfer.files];
    if (!entries.some((entry) => entry?.isDirectory)) return files.map((file) => ({ path: file.name, file }));
    const found = [];
    for (const entry of entries.filter(Boolean)) {
      if (entry.isDirectory) await within(entry, `${entry.name}/`, found);
      else {
        const file = await fileOf(entry);
        if (file) found.push({ path: entry.name, file });
      }
    }
    return found;
  }

  /** The files of an input: chosen one by one, or those of a folder. */
  function chosen(input) {
    const files = [...input.files];
    const kept = input.webkitdirectory ? files.filter(({ name }) => isWord(name)) : files;
    return kept.slice(0, MOST).map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  }

  SoTay.wordFiles = { dropped, chosen };
})();
