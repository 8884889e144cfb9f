/* Pages that are tools: the scripts of each are loaded on that page alone. */
(() => {
  "use strict";
  const DESK = "/assets/desk/ban-viec.js"; // what forms, month file and registers share
  const REGISTERS = "/assets/registers/so-van-ban.js";
  const FILES = "/assets/files/lay-tep.js"; // what the pages that take files share
  const PAPER = "/assets/check/tha-tep.js";
  const TRAINING = "/assets/training/hoc.js";
  const BROKEN = "Không mở được phần này của sổ tay. Tải lại trang rồi thử lần nữa.";
  const scriptsOf = (name) => [`/assets/du-lieu/${name}.js`, `/assets/javascripts/${name}.js`];

  /** The data that the page holds for its tool. */
  const dataOf = (root) => JSON.parse(root.querySelector("script").textContent);

  // name → its scripts, and what begins when they are there.
  const TOOLS = {
    "kiem-van-ban": [[...scriptsOf("kiem-van-ban"), FILES, PAPER], (root) => SoTay.openChecker(root)],
    "thu-bao-cao": [[...scriptsOf("thu-bao-cao"), FILES, "/assets/collect/thu-bao-cao.js"], (root) => SoTay.openCollector(root)],
    "kiem-du-lieu": [[...scriptsOf("kiem-du-lieu"), FILES, "/assets/workbook/kiem-du-lieu.js"], (root) => SoTay.openWorkbookCheck(root)],
    "bat-loi": [[TRAINING, ...scriptsOf("bat-loi"), FILES, PAPER, "/assets/spot/bat-loi.js"], (root) => SoTay.openSpotting(root)],
    "thi-doi": [[TRAINING, "/assets/teams/thi-doi.js"], (root) => SoTay.openTeams(root, dataOf(root))],
    "bo-mau": [["/assets/units/chon-don-vi.js", ...scriptsOf("bo-mau"), "/assets/packs/bo-mau.js"], (root) => SoTay.openPacks(root)],
    "de-giay": [
      [TRAINING, "/assets/thi/ngan-hang.js", ...scriptsOf("de-giay"), "/assets/papers/de-giay.js"],
      (root) => SoTay.openPaperTests(root, dataOf(root)),
    ],
    "so-van-ban": [[DESK, REGISTERS], (root) => SoTay.openRegisters(root, dataOf(root))],
    "ho-so-thang": [
      ["/assets/steps/cac-buoc.js", DESK, REGISTERS, "/assets/month/ho-so-thang.js"],
      (root) => {
        const data = dataOf(root);
        SoTay.draftJournal.restore(() => SoTay.openMonth(root, data));
      },
    ],
  };

  for (const [name, [scripts, open]] of Object.entries(TOOLS)) {
    SoTay.component(name, (root) => {
      SoTay.loadAll(scripts, (error) => {
        if (!error) open(root);
        else root.append(SoTay.el("p", "", BROKEN, { role: "alert" }));
      });
    });
  }
})();
