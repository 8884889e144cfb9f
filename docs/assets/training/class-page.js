/* A class without a server: profiles on a shared PC, results to a USB stick, merged by the trainer, wiped at the end. */
(() => {
  "use strict";

  SoTay.component("lop-hoc", (root) => {
    const learners = SoTay.el("div");
    const drawLearners = () => SoTay.classLearners.draw(learners);
    root.querySelector(".st-can-js").hidden = true;
    root.append(learners);
    drawLearners();
    SoTay.classMerge.draw(root);
    SoTay.classEnd.draw(root, drawLearners);
  });
})();
