/* The package of an Office file made on the spot: content types, relationships, parts. */
(() => {
  "use strict";
  const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const TYPES = "application/vnd.openxmlformats-officedocument.";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none of these signs, so they are taken out.
  const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

  /** A value as it stands in the text or in an attribute of XML. */
  function escaped(value) {
    return String(value).replace(FORBIDDEN, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  /** [[kind, target], …] → the XML of a part of relationships, rId1 first. */
  function relationships(targets) {
    const lines = targets.map(([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`);
    return `<Relationships xmlns="${PACKAGE}/relationships">${lines.join("")}</Relationships>`;
  }

  function contentTypes(parts) {
    const named = parts.filter(([, type]) => type);
    const overrides = named.map(([name, type]) => `<Override PartName="/${name}" ContentType="${TYPES}${type}+xml"/>`);
    return (
      `<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Default Extension="xml" ContentType="application/xml"/>${overrides.join("")}</Types>`
    );
  }

  /**
   * Pack an Office file.
   * @param {string} main the name of the main part
   * @param {string} type of the whole file, e.g. "spreadsheetml.sheet"
   * @param {[string, string, string][]} parts name, type ("" for relationships), XML
   * @returns {Blob}
   */
  function pack(main, type, parts) {
    const files = [
      ["[Content_Types].xml", contentTypes(parts)],
      ["_rels/.rels", relationships([["officeDocument", main]])],
      ...parts.map(([name, , xml]) => [name, xml]),
    ];
    const zipped = SoTay.zip(files.map(([name, xml]) => [name, DECLARATION + xml]));
    return new Blob([zipped], { type: TYPES + type });
  }

  SoTay.officePackage = { OFFICE, escaped, relationships, pack };
})();
