(() => {
  // On a page opened from a folder no server has put this one at another address.
  if (!/^http/.test(location.protocol)) return;
  const parts = location.pathname.split("/");
  const roots = parts.slice(1).map((_, i) => `${parts.slice(0, i + 1).join("/")}/`);

  function mend(root) {
    const config = document.getElementById("__config");
    const settings = JSON.parse(config.textContent);
    if (`${settings.base}/`.replace("//", "/") === root) return; // the build knew the address
    config.textContent = JSON.stringify({ ...settings, base: root.slice(0, -1) });
    for (const name of ["href", "src", "action"]) {
      for (const element of document.querySelectorAll(`[${name}^="/"]:not(script)`)) {
        element.setAttribute(name, root + element.getAttribute(name).slice(1));
      }
    }
    for (const old of document.querySelectorAll('script[src^="/"]')) {
      const script = document.createElement("script");
      script.async = false;
      script.src = root + old.getAttribute("src").slice(1);
      document.body.append(script);
    }
  }

  function search(i) {
    if (i >= roots.length) return;
    const probe = new Image();
    probe.onload = () => {
      if (i === 0) return;
      if (document.readyState === "complete") mend(roots[i]);
      else addEventListener("load", () => mend(roots[i]));
    };
    probe.onerror = () => search(i + 1);
    probe.src = `${roots[i]}assets/images/bieu-tuong.svg`;
  }
  search(0);
})();
